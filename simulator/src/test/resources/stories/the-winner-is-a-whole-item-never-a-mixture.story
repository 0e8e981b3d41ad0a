us-east-1 put cart-7 {"items": 1, "owner": "ann"}
converged
cut us-east-1 eu-west-1
eu-west-1 update cart-7 set items = 9
us-east-1 update cart-7 set owner = "bob"
heal
converged
# Last writer wins by whole items: what eu-west-1 set went with its version.
us-east-1 get cart-7 = {"items": 1, "owner": "bob"}
eu-west-1 get cart-7 = {"items": 1, "owner": "bob"}
conflicts = 1
