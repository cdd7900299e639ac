"""Writes mann_kendall.json: trend tests by pymannkendall 1.4.3 (Hamed and Rao's correction) and SciPy on a few series.
Series whose correction would narrow the variance are judged without it: the library never lets it be narrower.
Usage: python mann_kendall.py > mann_kendall.json   (pip install pymannkendall==1.4.3 scipy)"""
import json
import numpy as np, pymannkendall as mk
from scipy.stats import kendalltau

rng, cases = np.random.default_rng(1), {}
noise = rng.normal(size=40)
walk = np.cumsum(rng.normal(size=60))
smooth = np.convolve(rng.normal(size=50), np.ones(8) / 8, "same")
for name, values in {
    "noise": noise,
    "a line with noise": np.arange(40) * 0.05 + noise,
    "a random walk": walk,
    "smoothed noise": smooth,
    "a smoothed fall": -0.02 * np.arange(50) + smooth,
    "steps with ties": np.round(np.arange(30) / 7 + rng.normal(size=30) * 0.6),
}.items():
    values = np.round(values, 4)
    corrected, plain = mk.hamed_rao_modification_test(values), mk.original_test(values)
    result = corrected if corrected.var_s > plain.var_s else plain
    tau, _ = kendalltau(np.arange(len(values)), values, variant="b")
    cases[name] = {"values": values.tolist(), "z": result.z, "p": result.p, "tau": result.Tau,
                   "slope": result.slope, "sign_of_scipy_tau": float(np.sign(tau))}
print(json.dumps(cases, indent=1))
