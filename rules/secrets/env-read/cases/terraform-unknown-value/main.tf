data "archive_file" "orders" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "orders.zip"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = data.archive_file.orders.output_path
  handler       = "orders.handler"
  runtime       = "nodejs22.x"

  environment {
    variables = {
      MAPS_API_KEY = var.maps_key
    }
  }
}

variable "maps_key" {
  type = string
}
