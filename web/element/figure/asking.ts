// What a figure needs that asks its reader before it shows, in one piece.

import '../../views/prediction/prediction';

export { predicting } from '../../state';
