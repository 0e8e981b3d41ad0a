# No region asks another one: a condition is no lock over regions.
cut us-east-1 eu-west-1
us-east-1 put seat-12 {"by": "ann"} if absent
eu-west-1 put seat-12 {"by": "bob"} if absent
heal
converged
us-east-1 get seat-12 = {"by": "bob"}
eu-west-1 get seat-12 = {"by": "bob"}
conflicts = 1
lost seat-12 = {"by": "ann"}
fails us-east-1 put seat-12 {"by": "eve"} if absent
