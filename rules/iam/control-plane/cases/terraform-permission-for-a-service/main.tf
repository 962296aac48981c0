resource "aws_lambda_permission" "bucket" {
  function_name  = "orders-archive"
  action         = "lambda:GetFunction"
  #                ^^^^^^^^^^^^^^^^^^^^ `s3.amazonaws.com` may call `lambda:GetFunction` on the function, and not run it
  principal      = "s3.amazonaws.com"
  source_account = "123456789012"
}
