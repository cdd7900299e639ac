"""The study's ranges of pixels and its grid of steps and momenta once more, by PyTorch: other kernels, other random
numbers, other seeds. All GANs train side by side, as batched matrix products on a GPU (a CPU will do for a few).
Usage: python study_peer.py data peer.json [--seeds 10] [--epochs 20 40]   (pip install torch==2.13.0)"""
import argparse
import gzip
import json
import re
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

BATCH, LATENT, HIDDEN, PIXELS, STRIDE = 128, 100, 200, 784, 39
SPLIT = 55_000
# Pixels are shown as contrast x + black, G ends in sigmoid(slope o); last, what D's hidden biases' rate is times the
# learning rate.
RANGES = {
    "unit": (1, 0, 1, 1), "signed": (2, -1, 2, 1), "unit_tanh": (1, 0, 2, 1), "zero_to_two": (2, 0, 2, 1),
    "half_to_three_halves": (1, 0.5, 2, 1), "quarter_below": (1, -0.25, 2, 1), "half_below": (1, -0.5, 2, 1),
    "all_below": (1, -1, 2, 1), "signed_sigmoid": (2, -1, 1, 1), "inverted": (-1, 1, 1, 1),
    "minus_mean": (2, "mean", 2, 1), "fast_bias": (1, 0, 1, 300),
}
RATES, MOMENTA = (0.0002, 0.0005, 0.001, 0.002), (0, 0.5, 0.9)


def plan():
    """Name, range, learning rate, beta1 of each experiment."""
    for name in RANGES:
        for beta1 in (0.5, 0.9):
            yield f"range_{name}_beta1_{beta1}", name, 0.001, beta1
    for rate in RATES:
        for beta1 in MOMENTA:
            if rate != 0.001 or beta1 == 0:
                yield f"rate_{rate}_beta1_{beta1}", "signed", rate, beta1


def images(data, part):
    raw = gzip.decompress((data / "mnist" / f"{part}-images-idx3-ubyte.gz").read_bytes())
    return torch.from_numpy(np.frombuffer(raw, np.uint8, offset=16).reshape(-1, PIXELS).astype(np.float32) / 255)


class Judge:
    """The project's classifier, up to its features, and the Fréchet distance in them."""

    def __init__(self, data, device):
        folder = data / "models" / "classifier"
        weights = np.frombuffer(next(folder.glob("weights.*.bin")).read_bytes(), np.float32)
        shapes, self.w, at = [(5, 5, 1, 16), (16,), (5, 5, 16, 32), (32,), (1568, 64), (64,)], [], 0
        for shape in shapes:
            size = int(np.prod(shape))
            self.w.append(torch.from_numpy(weights[at:at + size].reshape(shape).copy()).to(device))
            at += size

    def features(self, x):
        a, b, c, d, e, f = self.w
        x = F.pad(x.view(-1, 1, 28, 28), (1, 2, 1, 2))  # TensorFlow's "same"
        x = F.relu(F.conv2d(x, a.permute(3, 2, 0, 1), b, stride=2))
        x = F.relu(F.conv2d(F.pad(x, (1, 2, 1, 2)), c.permute(3, 2, 0, 1), d, stride=2))
        return F.relu(x.permute(0, 2, 3, 1).flatten(1) @ e + f)

    def gaussian(self, x):
        z = torch.cat([self.features(part) for part in x.split(10_000)]).double()
        return z.mean(0), z.T.cov()

    @staticmethod
    def distance(a, b):
        root = lambda s: (lambda v: (v.eigenvectors * v.eigenvalues.clamp(min=0).sqrt()) @ v.eigenvectors.T)(torch.linalg.eigh(s))
        r = root(a[1])
        overlap = torch.linalg.eigvalsh(r @ b[1] @ r).clamp(min=0).sqrt().sum()
        return float(((a[0] - b[0]) ** 2).sum() + a[1].trace() + b[1].trace() - 2 * overlap)


class Adam:
    """Adam with a learning rate and a beta1 of its own for each GAN."""

    def __init__(self, params, rates, beta1, factors):
        self.params, self.beta1, self.t = params, beta1, 0
        self.rates = [rates * factor for factor in factors]
        self.m, self.v = ([torch.zeros_like(p) for p in params] for _ in range(2))

    def step(self, grads):
        self.t += 1
        for p, g, m, v, rate in zip(self.params, grads, self.m, self.v, self.rates):
            m.mul_(self.beta1).add_(g * (1 - self.beta1))
            v.mul_(0.999).addcmul_(g, g, value=0.001)
            with torch.no_grad():
                unbiased = (v / (1 - 0.999 ** self.t)).sqrt_().add_(1e-8)
                p.sub_(rate * (m / (1 - self.beta1 ** self.t)) / unbiased)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--epochs", type=int, nargs="+", default=[20, 40])
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(1)
    judge, train, test = Judge(args.data, device), images(args.data, "train").to(device), images(args.data, "t10k").to(device)
    real = judge.gaussian(test)
    floor = judge.distance(judge.gaussian(train[:10_000]), real)
    data, mean = train[:SPLIT], train[:SPLIT].mean(0)
    experiments = [e for e in plan() if re.search(args.only, e[0])]
    each = [e for e in experiments for _ in range(args.seeds)]
    n = len(each)
    column = lambda values: torch.tensor(values, device=device).view(n, 1, 1)
    ranges = [RANGES[name] for _, name, _, _ in each]
    look = column([float(r[0]) for r in ranges])
    black = torch.stack([-c * mean if b == "mean" else torch.full_like(mean, b) for c, b, _, _ in ranges]).unsqueeze(1)
    slope, fast = column([float(r[2]) for r in ranges]), column([float(r[3]) for r in ranges])
    rates, beta1 = column([e[2] for e in each]), column([float(e[3]) for e in each])
    glorot = lambda i, o: (torch.rand(n, i, o, device=device) * 2 - 1) * (6 / (i + o)) ** 0.5
    zeros = lambda o: torch.zeros(n, 1, o, device=device)
    g = [glorot(LATENT, HIDDEN), zeros(HIDDEN), glorot(HIDDEN, PIXELS), zeros(PIXELS)]
    d = [glorot(PIXELS, HIDDEN), zeros(HIDDEN), glorot(HIDDEN, 1), zeros(1)]
    for p in g + d:
        p.requires_grad_()

    def generate(z):
        return torch.sigmoid(slope * torch.baddbmm(g[3], F.relu(torch.baddbmm(g[1], z, g[0])), g[2]))

    def judged(x):
        return torch.baddbmm(d[3], F.relu(torch.baddbmm(d[1], x * look + black, d[0])), d[2])

    latents = lambda count=BATCH: torch.rand(n, count, LATENT, device=device) * 2 - 1
    each_mean = lambda loss: loss.mean((1, 2))
    adam_g, adam_d = Adam(g, rates, beta1, [1, 1, 1, 1]), Adam(d, rates, beta1, [1, fast, 1, 1])
    steps, windows, sums = SPLIT // BATCH, [], torch.zeros(2, n, device=device)
    fixed = torch.rand(10_000, LATENT, device=device) * 2 - 1
    distances, start, count = {}, time.time(), 0
    for epoch in range(1, max(args.epochs) + 1):
        orders = torch.stack([torch.randperm(SPLIT, device=device)[:steps * BATCH] for _ in range(n)])
        for i in range(steps):
            x = data[orders[:, i * BATCH:(i + 1) * BATCH]]
            with torch.no_grad():
                fakes = generate(latents())
            said = judged(torch.cat([x, fakes], 1))
            d_loss = each_mean(F.softplus(-said[:, :BATCH])) + each_mean(F.softplus(said[:, BATCH:]))
            adam_d.step(torch.autograd.grad(d_loss.sum(), d))
            g_loss = each_mean(F.softplus(-judged(generate(latents()))))
            adam_g.step(torch.autograd.grad(g_loss.sum(), g))
            sums += torch.stack([d_loss, g_loss]).detach()
            count += 1
            if count % STRIDE == 0:
                windows.append((sums / STRIDE).cpu())
                sums.zero_()
        print(f"epoch {epoch}, {time.time() - start:.0f} s", flush=True)
        if epoch in args.epochs:
            with torch.no_grad():
                distances[epoch] = []
                for k in range(n):
                    h = F.relu(fixed @ g[0][k] + g[1][k])
                    drawn = torch.sigmoid(slope[k] * (h @ g[2][k] + g[3][k]))
                    distances[epoch].append(round(judge.distance(judge.gaussian(drawn), real), 1))
    losses = torch.stack(windows).numpy()  # [windows, D or G, GANs]
    result = {"device": torch.cuda.get_device_name() if device == "cuda" else "cpu", "torch": torch.__version__,
              "floor": round(floor, 2), "seconds": round(time.time() - start), "experiments": []}
    for at, (name, *_) in enumerate(experiments):
        mine = slice(at * args.seeds, (at + 1) * args.seeds)
        tail = losses[-11:, :, mine].mean(0)
        swing = np.sqrt((np.diff(losses[55:220, 0, mine], axis=0) ** 2).mean(0)) if len(losses) >= 220 else np.zeros(args.seeds)
        result["experiments"].append({
            "name": name, **{f"distance{e}": distances[e][mine] for e in args.epochs},
            "swing": [round(float(s), 4) for s in swing], "dLoss": [round(float(v), 3) for v in tail[0]],
            "gLoss": [round(float(v), 3) for v in tail[1]]})
        print(name, result["experiments"][-1])
    args.out.write_text(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
