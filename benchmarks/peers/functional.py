"""The empirical risk as a function of the layers, in the names of NumPy: what JAX and HIPS autograd differentiate."""


def risk(np, workload):
    """A function of layers [(W, b), …], X and Y; `np` is NumPy as the library offers it."""

    def value(layers, X, Y):
        Z = pre_activation(layers, X)
        if workload.loss == "binary_cross_entropy":
            return np.mean(np.logaddexp(0.0, Z) - Y * Z)
        if workload.loss == "cross_entropy":
            top = np.max(Z, axis=1, keepdims=True)
            logs = Z - top - np.log(np.sum(np.exp(Z - top), axis=1, keepdims=True))
            return -np.mean(logs[np.arange(len(Y)), Y])
        difference = activation(workload.output)(Z) - Y
        squares = np.sum(difference**2)
        return 0.5 * squares / len(Y) if workload.loss == "half_squared_error" else squares / Y.size

    def pre_activation(layers, X):
        A = X
        for W, b in layers[:-1]:
            A = activation(workload.hidden)(A @ W.T + b)
        W, b = layers[-1]
        return A @ W.T + b

    def activation(name):
        return {
            "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
            "tanh": np.tanh,
            "relu": lambda z: np.maximum(0, z),
            "identity": lambda z: z,
        }[name]

    def prediction(layers, X):
        return activation(workload.output)(pre_activation(layers, X))

    return value, prediction
