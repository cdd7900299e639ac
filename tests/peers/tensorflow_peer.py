"""The training step of lib/tasks/bench in TensorFlow 2.21, compiled by tf.function.

    python tests/peers/tensorflow_peer.py dense --threads 2 --warm-up 20 --steps 100

Keras's Adam adds epsilon before the bias correction, tfjs's and PyTorch's after it: the losses of the
first steps still agree to 5e-4.
"""
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import tensorflow as tf  # noqa: E402  (the settings above must come first)

from peer import MODELS, arguments, data, report, weights  # noqa: E402

args = arguments()
tf.config.threading.set_intra_op_parallelism_threads(args.threads)
tf.config.threading.set_inter_op_parallelism_threads(args.threads)
spec = MODELS[args.model]
g, d = weights(args.model)
reals, latents = data(args.model)
reals, latents = tf.constant(reals), [tf.constant(z) for z in latents]

L = tf.keras.layers
if args.model == "dense":
    G = tf.keras.Sequential([L.Input([100]), L.Dense(200, "relu"), L.Dense(784, "tanh")])
    D = tf.keras.Sequential([L.Input([784]), L.Dense(200, "relu"), L.Dense(1)])
else:
    G = tf.keras.Sequential([
        L.Input([100]), L.Dense(3136, "relu"), L.Reshape([7, 7, 64]),
        L.Conv2DTranspose(32, 5, 2, "same", use_bias=False), L.BatchNormalization(epsilon=1e-3), L.ReLU(),
        L.Conv2DTranspose(1, 5, 2, "same", activation="tanh")])
    D = tf.keras.Sequential([
        L.Input([28, 28, 1]), L.Conv2D(32, 5, 2, "same"), L.LeakyReLU(negative_slope=0.2),
        L.Conv2D(64, 5, 2, "same"), L.LeakyReLU(negative_slope=0.2), L.Flatten(), L.Dense(1)])

for network, values in ((G, g), (D, d)):
    for variable, value in zip(network.trainable_variables, values, strict=True):
        variable.assign(value)

g_adam, d_adam = (tf.keras.optimizers.Adam(spec["rate"], spec["beta1"]) for _ in range(2))
g_adam.build(G.trainable_variables)
d_adam.build(D.trainable_variables)
one, zero = tf.ones([len(reals), 1]), tf.zeros([len(reals), 1])
loss = tf.keras.losses.BinaryCrossentropy(from_logits=True)


@tf.function
def compiled(first, second):
    fakes = G(first, training=True)
    with tf.GradientTape() as tape:
        d_loss = loss(one, D(reals, training=True)) + loss(zero, D(fakes, training=True))
    gradients = tape.gradient(d_loss, D.trainable_variables)
    d_adam.apply_gradients(zip(gradients, D.trainable_variables))
    with tf.GradientTape() as tape:
        g_loss = loss(one, D(G(second, training=True), training=True))
    gradients = tape.gradient(g_loss, G.trainable_variables)
    g_adam.apply_gradients(zip(gradients, G.trainable_variables))
    return d_loss, g_loss


def step(i):
    losses = compiled(latents[2 * i % len(latents)], latents[(2 * i + 1) % len(latents)])
    return [float(x) for x in losses]


report(step, args)
