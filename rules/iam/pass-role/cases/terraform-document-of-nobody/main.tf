data "aws_iam_policy_document" "deploy" {
  statement {
    actions = ["cloudformation:CreateStack", "iam:PassRole"]
    # No resource has a policy about passing roles: this is an identity's.
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    resources = ["*"]
#                ^^^ Whoever has `data.aws_iam_policy_document.deploy` may hand any role
  }
}
