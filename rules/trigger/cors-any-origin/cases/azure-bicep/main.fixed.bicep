param location string = resourceGroup().location

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'orders'
  location: location
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    siteConfig: {
      cors: {
        allowedOrigins: ['https://www.example.com']
        //               ^^^ Pages of every origin may read the answers of API `app`
      }
    }
  }
}
