"""What the Python peers of `deno task bench` share: numbers, arguments and timing.

The work is that of lib/tasks/bench: same shapes, weights, latents, losses and optimisers, so that the losses
of the first steps agree.
"""
import argparse
import json
import statistics
import time

import numpy as np

BATCH, LATENT, LATENT_BATCHES, REPORTED = 128, 100, 16, 5

# Shape and start of each weight in TensorFlow's layout, the generator's and the discriminator's;
# then learning rate and beta1.
MODELS = {
    "dense": dict(
        generator=[([100, 200], "glorot"), ([200], "zeros"), ([200, 784], "glorot"), ([784], "zeros")],
        discriminator=[([784, 200], "glorot"), ([200], "zeros"), ([200, 1], "glorot"), ([1], "zeros")],
        image=[784], rate=1e-3, beta1=0.9,
    ),
    "dcgan": dict(
        generator=[([100, 3136], "glorot"), ([3136], "zeros"), ([5, 5, 32, 64], "glorot"), ([32], "ones"),
                   ([32], "zeros"), ([5, 5, 1, 32], "glorot"), ([1], "zeros")],
        discriminator=[([5, 5, 1, 32], "glorot"), ([32], "zeros"), ([5, 5, 32, 64], "glorot"),
                       ([64], "zeros"), ([3136, 1], "glorot"), ([1], "zeros")],
        image=[28, 28, 1], rate=2e-4, beta1=0.5,
    ),
}


def hashed_numbers(shape, seed, limit=1.0):
    """The numbers of lib/tasks/bench/numbers.ts: an index, hashed, spread over [-limit, limit)."""
    x = (np.arange(np.prod(shape), dtype=np.uint64) + seed * 0x9E3779B9).astype(np.uint32)
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        x = (x ^ (x >> np.uint32(shift))) * np.uint32(factor)
    x ^= x >> np.uint32(16)
    return ((x / 2**31 - 1) * limit).astype(np.float32).reshape(shape)


def weights(model):
    """The weights that every contender starts from: the generator's, then the discriminator's."""
    made = []
    for shape, start in MODELS[model]["generator"] + MODELS[model]["discriminator"]:
        window = int(np.prod(shape[:-2]))
        limit = np.sqrt(6 / (window * sum(shape[-2:])))
        made.append(hashed_numbers(shape, len(made) + 1, limit) if start == "glorot"
                    else np.full(shape, start == "ones", np.float32))
    count = len(MODELS[model]["generator"])
    return made[:count], made[count:]


def data(model):
    """A batch of real images, and the latent batches in turn."""
    latents = [hashed_numbers([BATCH, LATENT], 200 + i) for i in range(LATENT_BATCHES)]
    return hashed_numbers([BATCH, *MODELS[model]["image"]], 100), latents


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("model", choices=MODELS)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--warm-up", type=int, default=3)
    parser.add_argument("--steps", type=int, default=10)
    return parser.parse_args()


def report(step, args):
    """Times steps; `step` does one and returns both losses as numbers. Prints one line of JSON."""
    losses, times = [], []
    for i in range(args.warm_up + args.steps):
        start = time.perf_counter()
        losses.append(step(i))
        if i >= args.warm_up:
            times.append((time.perf_counter() - start) * 1e3)
    print(json.dumps(dict(min=min(times), median=statistics.median(times), losses=losses[:REPORTED])))
