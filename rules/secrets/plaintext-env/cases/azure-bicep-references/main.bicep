param location string = resourceGroup().location

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'orders'
  location: location
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    siteConfig: {
      appSettings: [
        { name: 'DB_PASSWORD', value: '@Microsoft.KeyVault(SecretUri=https://orders.vault.azure.net/secrets/db)' }
        { name: 'AzureWebJobsStorage__accountName', value: storage.name }
        { name: 'SECRET_NAME', value: 'orders/db-password' }
      ]
    }
  }
}
