"""R3GAN's losses on its own residual discriminator by PyTorch, for tests/r3gan_test.ts.

    pip install torch==2.13.0
    python tests/reference/r3gan.py > tests/reference/r3gan.json

Entry i of tensor s is scale sin(12.9898 i + 78.233 s + 1): images have s = 0 (real) and 1 (fakes), the
discriminator's weights s = 2, 3, ... in the order of the list below. All in double precision.
"""
import json
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
GAMMA, C, N = 1.5, 2, 3
HALF = C  # at 7 x 7 there are 2 C channels, and C inside a block


def numbers(shape, s, scale):
    n = torch.Size(shape).numel()
    return (scale * torch.sin(12.9898 * torch.arange(n) + 78.233 * s + 1)).reshape(shape)


# TensorFlow's layout: height, width, in, out.
block = [[1, 1, 2 * C, HALF], [HALF], [3, 3, HALF, HALF], [HALF], [1, 1, HALF, 2 * C], [2 * C]]
shapes = [[4, 4, 1, C], [C], [4, 4, C, 2 * C], [2 * C], *block, *block,
          [4, 4, 2 * C, 4 * C], [4 * C], [16 * 4 * C, 1], [1]]


def D(x, w):
    w = iter(w)
    bend = lambda h: F.leaky_relu(h, 0.2)

    def conv(h, stride=1, padding=0):
        return F.conv2d(h, next(w).permute(3, 2, 0, 1), next(w), stride=stride, padding=padding)
    h = bend(conv(x.reshape(-1, 1, 28, 28), 2, 1))
    h = bend(conv(h, 2, 1))
    for _ in range(2):
        h = h + conv(bend(conv(bend(conv(h)), padding=1)))
    # TensorFlow pads 7 x 7 by one before and two behind.
    h = bend(conv(F.pad(h, (1, 2, 1, 2)), 2))
    return h.permute(0, 2, 3, 1).flatten(1) @ next(w) + next(w)


def judged(images, w):
    """Outputs, and the mean squared length of their gradients."""
    x = images.requires_grad_()
    outputs = D(x, w)
    (slope,) = torch.autograd.grad(outputs.sum(), x, create_graph=True)
    return outputs, slope.square().sum(1).mean()


real, fake = numbers([N, 784], 0, 0.6), numbers([N, 784], 1, 0.6)
weights = [numbers(shape, s + 2, 0.3).requires_grad_() for s, shape in enumerate(shapes)]
(on_real, r1), (on_fake, r2) = judged(real, weights), judged(fake, weights)
d_loss = F.softplus(-(on_real - on_fake)).mean() + GAMMA / 2 * (r1 + r2)
g_loss = F.softplus(-(on_fake - on_real)).mean()
d_grads = torch.autograd.grad(d_loss, weights, retain_graph=True)
(g_grad,) = torch.autograd.grad(g_loss, fake)
short = lambda t: [float(f"{v:.8g}") for v in t.flatten().tolist()]
print(json.dumps({
    "gamma": GAMMA, "channels": C, "count": N,
    "dLoss": d_loss.item(), "gLoss": g_loss.item(), "r1": r1.item(), "r2": r2.item(),
    "dGradients": [short(g) for g in d_grads],
    "gGradient": short(g_grad[0]),
}))
