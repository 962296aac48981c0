resource "aws_iam_role_policy_attachment" "given" {
  role       = var.role_name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ whoever has `aws_iam_role_policy_attachment.given` do anything in the account
}

variable "role_name" {
  type = string
}

resource "aws_iam_role_policy_attachment" "read" {
  role       = "reports"
  policy_arn = "arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess"
}
