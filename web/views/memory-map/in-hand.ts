// All that comes to a map once its picture is there, in one piece.

export { Hands, handsStyles } from './hands';
export { Ink } from './ink';
