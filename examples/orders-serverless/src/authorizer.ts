export { handler } from '../../orders/src/handlers/authorizer';
