@description('Who deploys is asked for it.')
@secure()
param apiToken string
//    ^^^^^^^^ is not hidden, so whoever may look at the deployment reads it there, in the console or in its logs. Write `@secure()`

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'orders'
  location: 'westeurope'
  kind: 'functionapp'
  properties: {
    httpsOnly: true
    siteConfig: {
      appSettings: [{ name: 'API_TOKEN', value: apiToken }]
    }
  }
}
