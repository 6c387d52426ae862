import { ExamOrderItemEntity } from './exam-order-item.entity.js';
import { ExamOrderEntity } from './exam-order.entity.js';

export const orderEntities = [ExamOrderEntity, ExamOrderItemEntity];
