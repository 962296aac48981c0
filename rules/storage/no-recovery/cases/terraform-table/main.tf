resource "aws_dynamodb_table" "orders" {
#                             ^^^^^^^^ Table `aws_dynamodb_table.orders` has no point-in-time recovery: what is overwritten or deleted is
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}
