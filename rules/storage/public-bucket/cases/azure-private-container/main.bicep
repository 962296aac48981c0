resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'orders'
  location: resourceGroup().location
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'

  resource files 'containers' = {
    name: 'files'
    properties: { publicAccess: 'None' }
  }

  resource other 'containers' = {
    name: 'other'
  }
}
