us-east-1 put cart-7 {"n": 1}
converged
cut us-east-1 eu-west-1
us-east-1 update cart-7 add n 1
eu-west-1 delete cart-7
heal
converged
us-east-1 get cart-7 = absent
eu-west-1 get cart-7 = absent
conflicts = 1
lost cart-7 = {"n": 2}
