export { handler } from '../../orders/src/handlers/search-orders';
