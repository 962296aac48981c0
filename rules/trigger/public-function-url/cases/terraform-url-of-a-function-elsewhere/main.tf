resource "aws_lambda_function_url" "orders" {
  function_name      = var.orders_function
  authorization_type = "NONE"
#                      ^^^^^^ Anybody who knows the address may call `aws_lambda_function_url.orders`
}

variable "orders_function" {
  type = string
}
