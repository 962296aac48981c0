resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'orders'
  location: resourceGroup().location
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    //                     ^^^^ Storage account `account` lets its containers be opened to anybody
  }
}
