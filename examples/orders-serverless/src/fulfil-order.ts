export { handler } from '../../orders/src/handlers/fulfil-order';
