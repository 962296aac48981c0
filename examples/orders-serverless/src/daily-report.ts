export { handler } from '../../orders/src/handlers/daily-report';
