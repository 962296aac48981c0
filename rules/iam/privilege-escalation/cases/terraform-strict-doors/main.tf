resource "aws_iam_group_policy" "images" {
  name  = "images"
  group = "builders"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["ecr:SetRepositoryPolicy"]
      #           ^^^^^^^^^^^^^^^^^^^^^^^^^ can change who may use what ecr keeps
      Resource = "*"
    }]
  })
}

resource "aws_iam_group_policy" "passwords" {
  name  = "passwords"
  group = "operators"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "ec2:GetPasswordData"
      #          ^^^^^^^^^^^^^^^^^^^^^ can read the passwords of machines
      Resource = "*"
    }]
  })
}

resource "aws_iam_group_policy" "one_repository" {
  name  = "one-repository"
  group = "releasers"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["ecr:SetRepositoryPolicy", "secretsmanager:GetSecretValue"]
      Resource = ["arn:aws:ecr:eu-west-1:123456789012:repository/orders", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders"]
    }]
  })
}
