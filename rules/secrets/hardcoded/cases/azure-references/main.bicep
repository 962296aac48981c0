@secure()
param password string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: 'orders'
}

resource server 'Microsoft.Sql/servers@2024-05-01' = {
  name: 'orders'
  location: 'westeurope'
  properties: {
    administratorLogin: 'operator'
    administratorLoginPassword: password
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'orders'
  kind: 'functionapp'
  properties: {
    httpsOnly: true
    siteConfig: {
      appSettings: [
        { name: 'DB_PASSWORD', value: '@Microsoft.KeyVault(SecretUri=https://orders.vault.azure.net/secrets/db-password/)' }
        { name: 'API_TOKEN', value: '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=api-token)' }
      ]
    }
  }
}
