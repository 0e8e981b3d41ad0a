# The README's walk, its second part.
us-east-1 put k1 {"v": "hello"}
converged
cut us-east-1 eu-west-1
us-east-1 put k1 {"v": "from us-east-1"}
eu-west-1 put k1 {"v": "from eu-west-1"}
us-east-1 get k1 = {"v": "from us-east-1"}
eu-west-1 get k1 = {"v": "from eu-west-1"}
heal
converged
us-east-1 get k1 = {"v": "from eu-west-1"}
eu-west-1 get k1 = {"v": "from eu-west-1"}
conflicts = 1
# Nobody loses a write without being told: the ledger has it whole.
lost k1 = {"v": "from us-east-1"}
