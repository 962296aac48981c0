resource "aws_ssm_parameter" "db" {
  name  = "/orders/db-password"
  type  = "SecureString"
  value = "meadow-Tin4-kettle-Ravine"
  #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Parameter `/orders/db-password` keeps a secret as plain text: everybody who may list parameters reads it.
}
