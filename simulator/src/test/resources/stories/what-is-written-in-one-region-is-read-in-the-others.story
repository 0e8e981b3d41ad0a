# The README's walk, its first part.
us-east-1 put cart-7 {"items": 3, "owner": "ann", "tags": <<"red", "blue">>, "paid": false}
us-east-1 get cart-7 = {"items": 3, "owner": "ann", "paid": false, "tags": <<"blue", "red">>}
eu-west-1 sees cart-7 = {"items": 3, "owner": "ann", "tags": <<"red", "blue">>, "paid": false}
eu-west-1 update cart-7 add items 1, set owner = "bob", remove paid
us-east-1 sees cart-7 = {"items": 4, "owner": "bob", "tags": <<"red", "blue">>}
us-east-1 delete cart-7
eu-west-1 sees cart-7 = absent
converged
conflicts = 0
