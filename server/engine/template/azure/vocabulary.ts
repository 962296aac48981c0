/** Azure's names for what starts a function, in function.json and in code. Nothing but tables; sources are the Azure Functions reference pages of each binding. */
import type { Exposure, TriggerKind } from '../deployment';

interface Source {
  readonly kind: TriggerKind;
  readonly exposure: Exposure;
  readonly because: string;
  readonly what: string;
}

const queue: Omit<Source, 'what'> = { kind: 'queue', exposure: 'external-data', because: 'messages carry what others put into them' };
const internal: Omit<Source, 'what'> = { kind: 'event', exposure: 'account', because: 'it is sent within the account' };

/** By type of the binding, and by method of `app`. */
export const sources: Readonly<Record<string, Source>> = {
  queueTrigger: { ...queue, what: 'queue' }, storageQueue: { ...queue, what: 'queue' },
  serviceBusTrigger: { ...queue, what: 'Service Bus' }, serviceBusQueue: { ...queue, what: 'Service Bus queue' }, serviceBusTopic: { ...queue, kind: 'topic', what: 'Service Bus topic' },
  blobTrigger: { kind: 'bucket', exposure: 'external-data', because: 'whoever puts a blob there chooses its name and content', what: 'blobs' }, storageBlob: { kind: 'bucket', exposure: 'external-data', because: 'whoever puts a blob there chooses its name and content', what: 'blobs' },
  eventHubTrigger: { ...queue, kind: 'stream', what: 'event hub' }, eventHub: { ...queue, kind: 'stream', what: 'event hub' },
  kafkaTrigger: { ...queue, kind: 'kafka', what: 'Kafka' }, cosmosDBTrigger: { ...queue, kind: 'table-stream', because: 'its items carry data from elsewhere', what: 'Cosmos DB' }, cosmosDB: { ...queue, kind: 'table-stream', because: 'its items carry data from elsewhere', what: 'Cosmos DB' },
  eventGridTrigger: { ...internal, what: 'Event Grid' }, eventGrid: { ...internal, what: 'Event Grid' },
  timerTrigger: { kind: 'schedule', exposure: 'schedule', because: 'a schedule sends it', what: 'timer' }, timer: { kind: 'schedule', exposure: 'schedule', because: 'a schedule sends it', what: 'timer' },
};

/** Methods of `app` that register a route, and its method. */
export const routeMethods: Readonly<Record<string, string>> = { http: 'ANY', get: 'GET', post: 'POST', put: 'PUT', patch: 'PATCH', deleteRequest: 'DELETE' };

export const codePackage = '@azure/functions';

/** `function` where function.json says nothing; code registers for everybody. */
export const levels = { keyed: ['function', 'admin'], open: 'anonymous', ofFile: 'function', ofCode: 'anonymous' };

export const siteType = 'Microsoft.Web/sites';

/** In lower case; what is in an account goes on from there. */
export const storageType = 'microsoft.storage/storageaccounts';

/** In lower case. */
export const vaultType = 'microsoft.keyvault/vaults';

/** The app setting that chooses the version of Node.js on Windows. */
export const versionSetting = 'WEBSITE_NODE_DEFAULT_VERSION';

/** Functions whose result holds a secret that is read at deployment, in lower case. */
export const secretFunctions: Readonly<Record<string, string>> = {
  getsecret: 'read from Key Vault at deployment', listkeys: 'its keys are read at deployment', listaccountsas: 'it is made at deployment', listservicesas: 'it is made at deployment',
  listsecrets: 'its secrets are read at deployment', listconnectionstrings: 'its keys are read at deployment', listsyncfunctiontriggerstatus: 'it is read at deployment',
};

/** Functions whose result only the deployment knows, in lower case. */
export const deploymentFunctions: Readonly<Record<string, string>> = {
  resourcegroup: 'the resource group is known at deployment only', subscription: 'the subscription is known at deployment only', tenant: 'the tenant is known at deployment only', managementgroup: 'the management group is known at deployment only',
  deployment: 'the deployment is known only when it runs', deployer: 'who deploys is known at deployment only', environment: 'which Azure cloud it is, is known at deployment only',
  utcnow: 'the time is known at deployment only', newguid: 'it is made at deployment', uniquestring: 'it is made of names that are known at deployment only', guid: 'it is made of names that are known at deployment only',
  reference: 'what the resource answers is known at deployment only', providers: 'it is looked up at deployment', picksizones: 'it is looked up at deployment', readenvironmentvariable: 'read from the environment at deployment',
  loadtextcontent: 'it stands in another file', loadjsoncontent: 'it stands in another file', loadyamlcontent: 'it stands in another file', loadfileasbase64: 'it stands in another file',
  subscriptionresourceid: 'the subscription is known at deployment only', tenantresourceid: 'the tenant is known at deployment only', extensionresourceid: 'what it belongs to is known at deployment only', copyindex: 'it is one of several',
};
