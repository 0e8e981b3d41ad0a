us-east-1 put seat-12 {"by": "ann"} if absent
fails us-east-1 put seat-12 {"by": "bob"} if absent
us-east-1 get seat-12 = {"by": "ann"}
converged
fails eu-west-1 update seat-12 set by = "eve" if by = "bob"
fails eu-west-1 delete seat-12 if by <> "ann"
eu-west-1 update seat-12 set by = "eve", add changes 1 if present and by = "ann"
us-east-1 sees seat-12 = {"by": "eve", "changes": 1}
us-east-1 update seat-12 add changes 1 if changes >= 1 and changes < 5
us-east-1 get seat-12 = {"by": "eve", "changes": 2}
