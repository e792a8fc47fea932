"""Networks of the plane: data, features, layers, update rules, and the loop that trains them."""
