import { registerEnumType } from '@nestjs/graphql';
import { ItemState, OrderState } from '../domain/order.transitions.js';
import { VisitType } from '../domain/visit-type.js';
import { OrderBox } from '../queries/order.queries.js';

/** Names the enums of orders in the schema; called once, before the schema is built. */
export function registerOrderEnums(): void {
  registerStates();
  registerChoices();
}

function registerStates(): void {
  registerEnumType(OrderState, {
    name: 'ExamOrderState',
    description: 'How far an order has come. 申请单状态',
    valuesMap: {
      DRAFT: { description: 'Being written. 草稿' },
      ORDERED: { description: 'Sent. 已开单' },
      IN_PROGRESS: { description: 'Something has been examined or recognised. 进行中' },
      COMPLETED: { description: 'Every item is answered. 已完成' },
      CANCELLED: { description: 'Taken back. 已取消' },
    },
  });
  registerEnumType(ItemState, {
    name: 'ExamOrderItemState',
    description: 'How far an item has come. 申请项目状态',
    valuesMap: {
      ORDERED: { description: 'It waits. 待检查' },
      RECOGNIZED: { description: 'An earlier result is recognised. 已互认' },
      PERFORMED: { description: 'Examined, not yet reported. 已检查' },
      REPORTED: { description: 'The report is there. 已出报告' },
      CANCELLED: { description: 'It will not take place. 已取消' },
    },
  });
}

function registerChoices(): void {
  registerEnumType(VisitType, {
    name: 'VisitType',
    description: 'How the patient comes. 就诊类型',
    valuesMap: {
      GREEN_CHANNEL: { description: 'By a green channel. 绿色通道' },
      EMERGENCY: { description: 'As an emergency. 急诊' },
      INPATIENT: { description: 'From a ward. 住院' },
      OUTPATIENT: { description: 'From a clinic. 门诊' },
    },
  });
  registerEnumType(OrderBox, {
    name: 'ExamOrderBox',
    description: 'Which orders. 申请单范围',
    valuesMap: {
      SENT: { description: 'Those of the own institution. 本机构开具' },
      RECEIVED: { description: 'Those sent to it. 本机构接收' },
    },
  });
}
