"""Gradients of gradient penalties by PyTorch's double backward, for tests/backend/second_order_test.ts.

    pip install torch==2.13.0
    python tests/reference/double_backward.py > tests/reference/double_backward.json

Each case is a discriminator D, and the penalty mean((|dD/dx| - 1)^2) over a batch. All numbers come
from one formula, so that the other side can make them too: entry i of tensor s is
0.6 sin(12.9898 i + 78.233 s + 1).
"""
import json
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def numbers(shape, s):
    n = torch.Size(shape).numel()
    return (0.6 * torch.sin(12.9898 * torch.arange(n) + 78.233 * s + 1)).reshape(shape)


def dense(activation):
    def D(x, w1, b1, w2, b2):
        return activation(x @ w1 + b1) @ w2 + b2
    return D, [3, 5], [[5, 7], [7], [7, 1], [1]]


def conv(activation):
    # Images and filters in TensorFlow's layout, so that the numbers fall in the same places.
    def D(x, w1, b1, w2, b2, w3, b3):
        x = x.permute(0, 3, 1, 2)
        h = activation(F.conv2d(x, w1.permute(3, 2, 0, 1), b1, stride=2, padding=1))
        h = activation(F.conv2d(h, w2.permute(3, 2, 0, 1), b2))
        return h.permute(0, 2, 3, 1).flatten(1) @ w3 + b3
    return D, [2, 7, 7, 2], [[3, 3, 2, 3], [3], [3, 3, 3, 4], [4], [16, 1], [1]]


activations = {
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "elu": F.elu,
    "selu": F.selu,
    "relu": F.relu,
    "leakyRelu": lambda x: F.leaky_relu(x, 0.2),
    "softplus": F.softplus,
}


def case(network, name):
    D, x_shape, shapes = network(activations[name])
    x = numbers(x_shape, 0).requires_grad_()
    weights = [numbers(shape, s + 1).requires_grad_() for s, shape in enumerate(shapes)]
    (slope,) = torch.autograd.grad(D(x, *weights).sum(), x, create_graph=True)
    penalty = ((slope.flatten(1).norm(dim=1) - 1) ** 2).mean()
    grads = torch.autograd.grad(penalty, weights, allow_unused=True, materialize_grads=True)
    return {
        "network": network.__name__,
        "activation": name,
        "xShape": x_shape,
        "shapes": shapes,
        "penalty": penalty.item(),
        "gradients": [[float(f"{v:.9g}") for v in g.flatten().tolist()] for g in grads],
    }


cases = [case(dense, name) for name in activations]
cases += [case(conv, name) for name in ("tanh", "leakyRelu", "relu")]
print("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]")
