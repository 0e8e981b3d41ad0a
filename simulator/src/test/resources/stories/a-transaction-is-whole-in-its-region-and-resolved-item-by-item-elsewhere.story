us-east-1 transact put left {"n": 10}; put right {"n": 0}
us-east-1 get left = {"n": 10}
us-east-1 get right = {"n": 0}
fails us-east-1 transact put receipt {"sum": 20}; check left if n >= 20
fails us-east-1 transact update left add n -20 if n >= 20; update right add n 20
us-east-1 get left = {"n": 10}
us-east-1 get right = {"n": 0}
converged
cut us-east-1 eu-west-1
us-east-1 transact update left add n -4; update right add n 4
eu-west-1 put right {"n": 100}
heal
converged
# One of its two items lost against a later write: in other regions it is two writes, as in DynamoDB.
us-east-1 get left = {"n": 6}
us-east-1 get right = {"n": 100}
eu-west-1 get left = {"n": 6}
eu-west-1 get right = {"n": 100}
conflicts = 1
