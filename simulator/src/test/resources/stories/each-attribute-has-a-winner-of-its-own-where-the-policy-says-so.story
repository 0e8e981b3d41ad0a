policy attribute-last-writer-wins
us-east-1 put cart-7 {"items": 1, "owner": "ann", "paid": false}
converged
cut us-east-1 eu-west-1
eu-west-1 update cart-7 set items = 9, set paid = true
us-east-1 update cart-7 set owner = "bob", set paid = false
heal
converged
us-east-1 get cart-7 = {"items": 9, "owner": "bob", "paid": false}
eu-west-1 get cart-7 = {"items": 9, "owner": "bob", "paid": false}
