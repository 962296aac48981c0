module "orders" {
  source  = "terraform-aws-modules/lambda/aws"
  version = "~> 8.0"

  function_name              = "orders"
  handler                    = "index.handler"
  runtime                    = "nodejs22.x"
  source_path                = "./src"
  create_lambda_function_url = true
  authorization_type         = "NONE"
#                              ^^^^^^ Anybody who knows the address may call the URL of `orders`
}
