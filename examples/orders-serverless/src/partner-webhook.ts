export { handler } from '../../orders/src/handlers/partner-webhook';
