"""Writes quality.json: Fréchet distances by SciPy's sqrtm, precision and recall by NumPy in double precision.
Usage: python quality.py > quality.json   (pip install numpy==2.4.6 scipy==1.17.1)"""
import json
import numpy as np
from scipy.linalg import sqrtm

rng = np.random.default_rng(1)


def rows(values):
    return np.round(values, 4).tolist()


def frechet(mean1, cov1, mean2, cov2):
    """As in Heusel et al. 2017: the matrix square root of the product, its real part."""
    shift, product = np.subtract(mean1, mean2), np.dot(cov1, cov2)
    return float(shift @ shift + np.trace(cov1) + np.trace(cov2) - 2 * np.trace(sqrtm(product)).real)


def covariance(size, rank):
    factors = np.round(rng.normal(size=(size, rank)) * rng.uniform(0.2, 3, size=rank), 2)
    return factors @ factors.T


distances = {}
for name, rank1, rank2 in [("full rank", 6, 6), ("one singular", 6, 3), ("both singular", 4, 3), ("narrow and wide", 6, 6)]:
    cov1, cov2 = covariance(6, rank1), covariance(6, rank2)
    if name == "narrow and wide":
        cov1, cov2 = cov1 * 1e-4, cov2 * 1e4
    mean1, mean2 = np.round(rng.normal(size=(2, 6)), 4)
    distances[name] = {
        "a": {"mean": mean1.tolist(), "covariance": cov1.tolist()},
        "b": {"mean": mean2.tolist(), "covariance": cov2.tolist()},
        "distance": frechet(mean1, cov1, mean2, cov2),
    }

mix = rng.normal(size=(5, 5))
a, b = (np.array(rows(rng.normal(size=(n, 5)) @ m + s), dtype=np.float32).astype(float)
        for n, m, s in [(60, mix, 0), (40, mix * 1.2, 0.5)])
samples = {"a": rows(a), "b": rows(b), "fid": frechet(
    a.mean(0), np.cov(a, rowvar=False), b.mean(0), np.cov(b, rowvar=False))}


def squared(x, y):
    return ((x[:, None] - y[None]) ** 2).sum(-1)


def precision_recall(real, fake, k):
    """Kynkäänniemi et al. 2019: the k-th neighbour, not counting the point itself, gives the radius."""
    radius = lambda x: np.sort(squared(x, x), axis=1)[:, k]
    cross = squared(real, fake)
    return {"precision": float((cross <= radius(real)[:, None]).any(0).mean()),
            "recall": float((cross <= radius(fake)[None]).any(1).mean())}


real, fake = rng.normal(size=(300, 8)), rng.normal(size=(280, 8)) * 0.8 + 0.3
real, fake = (np.array(rows(x), dtype=np.float32).astype(float) for x in (real, fake))
neighbours = {"real": rows(real), "fake": rows(fake),
              "results": {str(k): precision_recall(real, fake, k) for k in (1, 3, 5)}}
print(json.dumps({"distances": distances, "samples": samples, "neighbours": neighbours}))
