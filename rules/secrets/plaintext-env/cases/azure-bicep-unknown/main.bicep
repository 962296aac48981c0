param location string = resourceGroup().location

@secure()
param dbPassword string

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'orders'
  location: location
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    siteConfig: {
      appSettings: [
        { name: 'DB_PASSWORD', value: dbPassword }
        { name: 'API_KEY', value: vault.getSecret('api-key') }
        { name: 'TOKEN', value: isProduction ? productionToken : 'none' }
      ]
    }
  }
}
