/**
 * What to log next, so that the log can tell more.
 *
 * @module
 */

/** Something that is worth logging. */
export type Wanted = "halves" | "opinions" | "samples" | "gradients";

/** What it is, and how it is logged. */
export interface LoggingAdvice {
  /** What to log, and what it tells. */
  what: string;
  /** Some lines of PyTorch. */
  pytorch: string;
  /** Some lines of Keras 3, on any backend unless they say so. */
  keras: string;
}

/** What is worth logging, and the lines that do it. */
export const loggingAdvice: Readonly<Record<Wanted, LoggingAdvice>> = {
  halves: {
    what: "D's loss on real images and on fakes, apart: which of the two D gets wrong",
    pytorch:
      'print(f"D_loss_real: {d_real.item():.4f} D_loss_fake: {d_fake.item():.4f} G_loss: {g_loss.item():.4f}")',
    keras:
      'return {"d_loss_real": d_real, "d_loss_fake": d_fake, "g_loss": g_loss}  # of train_step',
  },
  opinions: {
    what: "D's opinions of real images and of fakes, which one reads without knowing the loss",
    pytorch:
      'real, fake = torch.sigmoid(D(x)).mean(), torch.sigmoid(D(G(z))).mean()  # D ends in logits\nprint(f"D(x): {real:.3f} D(G(z)): {fake:.3f}")',
    keras:
      'real, fake = keras.ops.sigmoid(D(x)), keras.ops.sigmoid(D(G(z)))  # D ends in logits\nprint(f"D(x): {float(real.mean()):.3f} D(G(z)): {float(fake.mean()):.3f}")',
  },
  samples: {
    what:
      "a grid of samples from the same latents each time: collapse and bad pictures show in no loss",
    pytorch:
      'with torch.no_grad():\n    torchvision.utils.save_image(G(fixed_z), f"samples_{step}.png", normalize=True)',
    keras:
      'grid = np.concatenate(np.asarray(G(fixed_z)), axis=1)  # a row of pictures\nkeras.utils.save_img(f"samples_{step}.png", grid)',
  },
  gradients: {
    what:
      "the size of the gradients that reach each network: 0 is saturation, a climb is an explosion",
    pytorch:
      'def size(net):\n    return sum(p.grad.norm() ** 2 for p in net.parameters() if p.grad is not None) ** 0.5\nprint(f"grad_D: {size(D):.2e} grad_G: {size(G):.2e}")  # after backward()',
    keras:
      'grads = tape.gradient(g_loss, G.trainable_variables)  # TensorFlow\nprint(f"grad_G: {float(tf.linalg.global_norm(grads)):.2e}")',
  },
};
