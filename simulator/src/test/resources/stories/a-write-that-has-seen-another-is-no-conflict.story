us-east-1 put cart-7 {"n": 1}
eu-west-1 sees cart-7 = {"n": 1}
eu-west-1 put cart-7 {"n": 2}
us-east-1 sees cart-7 = {"n": 2}
us-east-1 put cart-7 {"n": 3}
converged
eu-west-1 get cart-7 = {"n": 3}
conflicts = 0
