resource "aws_lambda_function" "import" {
  function_name = "import"
  role          = "arn:aws:iam::123456789012:role/import"
  handler       = "index.handler"
  runtime       = "nodejs24.x"
  filename      = "import.zip"
  tracing_config {
    mode = "Passthrough"
#          ^^^^^^^^^^^^^ Tracing is off for `import`
  }
}
