export { handler } from '../../orders/src/handlers/import-orders';
