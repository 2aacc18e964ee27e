'use strict';

exports.run = async () => {
  throw new Error('this test fails');
};
