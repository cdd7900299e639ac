"""The training step of lib/tasks/bench in PyTorch 2.13.

    python tests/peers/pytorch_peer.py dense --threads 2 --warm-up 20 --steps 100

TensorFlow's padding "same" puts the odd pixel behind the image, PyTorch's padding=2 before it; so here
everything is mirrored, images and filters, and each pixel meets the same filter taps at no cost.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from peer import MODELS, arguments, data, report, weights

args = arguments()
torch.set_num_threads(args.threads)
spec = MODELS[args.model]
g, d = ([torch.from_numpy(w) for w in part] for part in weights(args.model))
reals, latents = data(args.model)
reals, latents = torch.from_numpy(reals), [torch.from_numpy(z) for z in latents]


def features(w):
    """Reorders the last axis from TensorFlow's 7 x 7 x 64 to PyTorch's 64 x 7 x 7, mirrored."""
    return w.reshape(-1, 7, 7, 64).flip(1, 2).permute(0, 3, 1, 2).reshape(w.shape)


def filters(w):
    return w.flip(0, 1).permute(3, 2, 0, 1)


if args.model == "dense":
    G = nn.Sequential(nn.Linear(100, 200), nn.ReLU(), nn.Linear(200, 784), nn.Tanh())
    D = nn.Sequential(nn.Linear(784, 200), nn.ReLU(), nn.Linear(200, 1))
    g, d = ([w.T if w.ndim == 2 else w for w in part] for part in (g, d))
else:
    G = nn.Sequential(
        nn.Linear(100, 3136), nn.ReLU(), nn.Unflatten(1, (64, 7, 7)),
        nn.ConvTranspose2d(64, 32, 5, 2, 2, 1, bias=False),
        nn.BatchNorm2d(32, eps=1e-3, track_running_stats=False), nn.ReLU(),
        nn.ConvTranspose2d(32, 1, 5, 2, 2, 1), nn.Tanh())
    D = nn.Sequential(
        nn.Conv2d(1, 32, 5, 2, 2), nn.LeakyReLU(0.2), nn.Conv2d(32, 64, 5, 2, 2), nn.LeakyReLU(0.2),
        nn.Flatten(), nn.Linear(3136, 1))
    g = [features(g[0]).T, features(g[1]), filters(g[2]), g[3], g[4], filters(g[5]), g[6]]
    d = [filters(d[0]), d[1], filters(d[2]), d[3], features(d[4].T), d[5]]
    reals = reals.permute(0, 3, 1, 2).flip(2, 3).contiguous()

with torch.no_grad():
    for network, values in ((G, g), (D, d)):
        for parameter, value in zip(network.parameters(), values, strict=True):
            parameter.copy_(value)

adam = dict(lr=spec["rate"], betas=(spec["beta1"], 0.999), eps=1e-7)
g_adam, d_adam = torch.optim.Adam(G.parameters(), **adam), torch.optim.Adam(D.parameters(), **adam)
one, zero = torch.ones(len(reals), 1), torch.zeros(len(reals), 1)
loss = F.binary_cross_entropy_with_logits


def step(i):
    with torch.no_grad():
        fakes = G(latents[2 * i % len(latents)])
    d_loss = loss(D(reals), one) + loss(D(fakes), zero)
    d_adam.zero_grad()
    d_loss.backward()
    d_adam.step()
    D.requires_grad_(False)
    g_loss = loss(D(G(latents[(2 * i + 1) % len(latents)])), one)
    g_adam.zero_grad()
    g_loss.backward()
    g_adam.step()
    D.requires_grad_(True)
    return d_loss.item(), g_loss.item()


report(step, args)
