@secure()
param password string

resource server 'Microsoft.Sql/servers@2024-05-01' = {
  name: 'orders'
  properties: {
    administratorLogin: 'operator'
    administratorLoginPassword: password // given by the pipeline
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'orders'
  kind: 'functionapp'
  properties: {
    httpsOnly: true
  }
}
