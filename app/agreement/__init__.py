"""How far two scorings of the same people agree: kappa, ICC, error of measurement, limits of agreement."""
