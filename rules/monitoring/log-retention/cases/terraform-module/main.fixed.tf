module "orders" {
#      ^^^^^^^^ Log group `module.orders.logs` keeps what is logged for ever
  source        = "terraform-aws-modules/lambda/aws"
  function_name = "orders"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  source_path   = "src"
  cloudwatch_logs_retention_in_days = 90
}
