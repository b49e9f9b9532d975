extension BuiltInLesson {
  /// What a hidden layer is for: xor cannot be done without.
  static let hidden = BuiltInLesson(
    "hidden",
    english: #"""
      ---
      title: Why a hidden layer
      language: en
      preset: xor
      options: --model "Linear(2, 1), Tanh" --seed 5 --batch all --lr 0.3
      ---

      ## Four corners
      look: network
      Each mark is a row of data: ● should become +1, ■ −1, both in two opposite corners. Hollow marks are not trained on.
      The colour behind is what the network says: orange +1, blue −1.
      expect: step = 0
      expect: accuracy < 0.6
      expect: accuracy > 0.5

      ## A single unit
      look: network
      There is no hidden layer yet: one unit adds up the two inputs, each times a weight.
      predict: How many corners will be right after 1000 steps?
      - [ ] all four
      - [x] three at the most
      - [ ] only one
      because: About two thirds are right. The border between orange and blue is a straight line, wherever training puts it: at least one corner is on the wrong side.
      run: 1000
      expect: step = 1000
      expect: accuracy > 0.64
      expect: accuracy < 0.69
      expect: held-out accuracy > 0.64
      expect: held-out accuracy < 0.69

      ## A hidden layer
      look: network
      keys: H
      H puts a hidden layer of four units in between. The weights begin anew, at step 0.
      predict: How many corners will be right after 400 steps?
      - [x] all four
      - [ ] three at the most
      - [ ] only two
      because: Every row that is trained on is right, and 99 % of the hollow ones. Only the hidden layer is new.
      expect: step = 0
      expect: accuracy < 0.7
      run: 400
      expect: step = 400
      expect: accuracy = 1
      expect: held-out accuracy > 0.985
      expect: held-out accuracy < 0.995

      ## Four straight cuts
      look: network
      Each small picture in the middle is a hidden unit: what it gives over the plane. Its border is straight, one cut.
      predict: How does the prediction make four corners of four cuts?
      - [ ] it takes the best one
      - [x] it adds them, each times a weight
      - [ ] it takes them in turn
      because: The cuts lie differently, so their weighted sum can be high in two corners and low in the other two. No single cut can.
      keys: down down down
      expect: 2.weight[0][0] < -2
      expect: 2.weight[0][1] < -2
      expect: 2.weight[0][2] > 2
      expect: 2.weight[0][3] < -2

      ## What tanh is for
      look: network
      keys: A
      A takes tanh away from the hidden layer: Identity hands each sum on as it is. Everything begins anew.
      predict: How many corners will be right after 400 steps?
      - [ ] all four, as before
      - [x] three at the most
      - [ ] only two
      because: Some 70 % are right. A weighted sum of weighted sums is just another weighted sum: without an activation four units make one straight line.
      expect: step = 0
      run: 400
      expect: step = 400
      expect: accuracy > 0.69
      expect: accuracy < 0.74
      expect: held-out accuracy > 0.69
      expect: held-out accuracy < 0.74

      ## Fewer units
      look: network
      keys: a u u
      Back to tanh, but u has taken away two units of the four.
      predict: Are two units enough here?
      - [ ] yes, all four corners will be right
      - [x] no
      because: Not even 70 % are right. From these weights, training finds no two cuts that do it.
      expect: step = 0
      run: 400
      expect: step = 400
      expect: accuracy > 0.66
      expect: accuracy < 0.7
      expect: held-out accuracy > 0.66
      expect: held-out accuracy < 0.7

      ## And three?
      look: network
      keys: U
      U adds one again: three units.
      predict: How much will be right after 400 steps?
      - [ ] no more than with two
      - [x] more, but not all
      - [ ] all, as with four
      because: About 95 % are right: the third cut makes up nearly all that two left wrong.
      expect: step = 0
      run: 400
      expect: step = 400
      expect: accuracy > 0.94
      expect: accuracy < 0.965
      expect: held-out accuracy > 0.94
      expect: held-out accuracy < 0.965

      ## Yours
      look: network
      free: D shows the circle. How many units does it need? u and U change their number, a the activation, space runs.
      """#,
    chinese: #"""
      ---
      title: 为什么要有隐藏层
      language: zh
      preset: xor
      options: --model "Linear(2, 1), Tanh" --seed 5 --batch all --lr 0.3
      ---

      ## 四个角
      look: network
      每个标记是一个样本：● 应为 +1，■ 应为 −1，各占相对的两个角；空心的不参加训练。背景颜色是网络的回答：橙色 +1，蓝色 −1。
      expect: step = 0
      expect: accuracy < 0.6
      expect: accuracy > 0.5

      ## 只有一个单元
      look: network
      还没有隐藏层：一个单元把两个输入各乘一个权重，再加起来。
      predict: 1000 步之后，能分对几个角？
      - [ ] 四个都对
      - [x] 最多三个
      - [ ] 只有一个
      because: 对了大约三分之二。无论怎么训练，橙蓝的分界线都是直线：至少有一个角落在错的一边。
      run: 1000
      expect: step = 1000
      expect: accuracy > 0.64
      expect: accuracy < 0.69
      expect: held-out accuracy > 0.64
      expect: held-out accuracy < 0.69

      ## 加一个隐藏层
      look: network
      keys: H
      H 在中间加了一个隐藏层，有四个单元。权重重新开始，回到第 0 步。
      predict: 400 步之后，能分对几个角？
      - [x] 四个都对
      - [ ] 最多三个
      - [ ] 只有两个
      because: 参加训练的样本全对，空心的也对了 99 %。新增的只是一个隐藏层。
      expect: step = 0
      expect: accuracy < 0.7
      run: 400
      expect: step = 400
      expect: accuracy = 1
      expect: held-out accuracy > 0.985
      expect: held-out accuracy < 0.995

      ## 四条直线
      look: network
      中间每个小图是一个隐藏单元在平面各处的输出。它的分界是直的，相当于切一刀。
      predict: 四刀怎样变成四个角？
      - [ ] 输出只取最好的一刀
      - [x] 各乘一个权重，再相加
      - [ ] 轮流使用
      because: 四刀的位置不同，加权之和就能在两个角高、在另外两个角低。单独一刀做不到。
      keys: down down down
      expect: 2.weight[0][0] < -2
      expect: 2.weight[0][1] < -2
      expect: 2.weight[0][2] > 2
      expect: 2.weight[0][3] < -2

      ## tanh 有什么用
      look: network
      keys: A
      A 去掉了隐藏层的激活函数 tanh：Identity 把和原样传下去。一切重新开始。
      predict: 400 步之后，能分对几个角？
      - [ ] 和刚才一样，四个都对
      - [x] 最多三个
      - [ ] 只有两个
      because: 只对了 70 % 左右。加权和的加权和，还是一个加权和：没有激活函数，四个单元也只能画出一条直线。
      expect: step = 0
      run: 400
      expect: step = 400
      expect: accuracy > 0.69
      expect: accuracy < 0.74
      expect: held-out accuracy > 0.69
      expect: held-out accuracy < 0.74

      ## 少几个单元
      look: network
      keys: a u u
      tanh 回来了，但按了两次 u，四个单元只剩两个。
      predict: 两个单元够吗？
      - [ ] 够，四个角都能分对
      - [x] 不够
      because: 对的不到 70 %。从这组权重出发，训练找不到合适的两刀。
      expect: step = 0
      run: 400
      expect: step = 400
      expect: accuracy > 0.66
      expect: accuracy < 0.7
      expect: held-out accuracy > 0.66
      expect: held-out accuracy < 0.7

      ## 三个呢？
      look: network
      keys: U
      按 U 又加上一个：三个单元。
      predict: 400 步之后能对多少？
      - [ ] 不比两个单元多
      - [x] 更多，但不是全部
      - [ ] 和四个单元一样，全部
      because: 大约 95 %：有了第三刀，两刀分错的差不多都分对了。
      expect: step = 0
      run: 400
      expect: step = 400
      expect: accuracy > 0.94
      expect: accuracy < 0.965
      expect: held-out accuracy > 0.94
      expect: held-out accuracy < 0.965

      ## 轮到你们
      look: network
      free: 按 D 换成圆形数据。它需要几个单元？u 和 U 增减单元，a 换激活函数，空格运行。
      """#)
}
