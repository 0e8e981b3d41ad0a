skew us-east-1 -10m
eu-west-1 put seen {"v": "of eu"}
us-east-1 sees seen = {"v": "of eu"}
us-east-1 put seen {"v": "of us"}
converged
eu-west-1 get seen = {"v": "of us"}
conflicts = 0
cut us-east-1 eu-west-1
us-east-1 put seen {"v": "again of us"}
us-east-1 get seen = {"v": "again of us"}
heal
converged
eu-west-1 get seen = {"v": "again of us"}
