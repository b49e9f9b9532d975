extension BuiltInLesson {
  /// Which letters matter: an embedding, pooling, one number.
  static let text = BuiltInLesson(
    "text",
    english: #"""
      ---
      title: Which letters matter
      language: en
      preset: text
      options: --seed 1
      ---

      ## Words with an answer
      look: flow
      A row is a word of six letters with an answer, 0 or 1. That of ovuddl is 0. p says how likely 1 is for the network: 47.4 %.
      predict: No step is taken yet. How many words does it get right?
      - [ ] none
      - [x] about half
      - [ ] nearly all
      because: Above the loss: 53.3 % of the 2000 words held out. The weights are random, so it is like tossing a coin.
      keys: 1
      expect: step = 0
      expect: prediction ~ 0.474
      expect: held-out accuracy ~ 0.533
      expect: accuracy ~ 0.518

      ## A letter is a vector
      look: flow
      Embedding is a table: a vector of 20 numbers for each letter, learnt like weights. The word has two letters d.
      predict: Do both get the same vector?
      - [x] yes
      - [ ] no, each place has its own
      because: Both are the table's row for d. Below is the first of its 20 numbers, averaged over the word: −0.506 stands there twice.
      keys: right right
      expect: embedding.weight[4][0] ~ -0.506

      ## Six become one
      look: flow
      AvgPool1d takes the mean of the six letters, number by number. Now the word is typed backwards: ldduvo.
      predict: What becomes of p = 47.4 %?
      - [ ] it rises
      - [ ] it falls
      - [x] it stays
      because: The same six numbers in another order have the same mean. This network cannot know where a letter stands.
      keys: enter l d d u v o enter
      expect: prediction ~ 0.474
      expect: step = 0

      ## What the letters learn
      look: network
      Linear and Sigmoid make one number of the mean: p. Left, a bar for each letter: p of a word of this letter alone.
      predict: After 500 steps, how will the bars be?
      - [ ] all full
      - [ ] all about half
      - [x] a few full, most empty
      because: The letters' vectors have changed until every word to learn from was right. Which bars are full?
      run: 500
      expect: step = 500
      expect: accuracy = 1
      expect: training loss < 0.005

      ## The rule
      look: network
      Nobody has told the network when the answer is 1. Its bars tell us.
      predict: When is the answer 1?
      - [ ] it begins with a, b or c
      - [x] a, b or c is in it
      - [ ] it has a vowel
      because: Places do not count for a mean. And the rule holds: 100 % of the words held out are right, though it never learnt from them.
      keys: 1
      expect: held-out accuracy = 1

      ## One letter of six
      look: network
      Now a word of our own: school. Enter opens the line to type it.
      predict: What will the network say?
      - [ ] answer 0: five against one
      - [x] answer 1: the c decides
      - [ ] about 50 %
      because: On the right, letter by letter: at c, p jumps over 0.9. The vector of c has become so strong that a sixth of it is enough.
      keys: enter s c h o o l enter
      expect: prediction ~ 0.948
      expect: step = 500

      ## Three a's and a b
      look: network
      The last column says what a letter adds: how much lower p would be without it. Now banana.
      predict: How much does its b add?
      - [ ] as much as the c of school
      - [ ] about half of p
      - [x] nearly nothing
      because: Without the b there are still three a's, and p stays near 1. What a letter adds depends on the others.
      keys: enter b a n a n a enter
      expect: prediction > 0.99
      expect: held-out accuracy = 1

      ## Yours
      look: network
      free: Say what p will be, then press enter and type a word; short ones are filled up with _. n shows words of the data. r starts again: which bars grow first?
      """#,
    chinese: #"""
      ---
      title: 哪些字母重要
      language: zh
      preset: text
      options: --seed 1
      ---

      ## 有答案的词
      look: flow
      每行是一个六个字母的词，答案是 0 或 1。ovuddl 的答案是 0。p 表示网络认为答案是 1 的可能：47.4 %。
      predict: 一步还没走。它能答对多少个词？
      - [ ] 一个也不对
      - [x] 大约一半
      - [ ] 几乎全对
      because: 看损失上方：留出集 2000 个词，答对 53.3 %。权重是随机的，和抛硬币差不多。
      keys: 1
      expect: step = 0
      expect: prediction ~ 0.474
      expect: held-out accuracy ~ 0.533
      expect: accuracy ~ 0.518

      ## 字母是一个向量
      look: flow
      Embedding 是一张表：每个字母一个 20 个数的向量，和权重一样由学习得来。这个词里有两个 d。
      predict: 两个 d 的向量相同吗？
      - [x] 相同
      - [ ] 不同，每个位置各有一个
      because: 它们都是表中 d 的那一行。下方是 20 个数中的第一个在这个词上的平均：−0.506 出现了两次。
      keys: right right
      expect: embedding.weight[4][0] ~ -0.506

      ## 六个变一个
      look: flow
      AvgPool1d 把六个字母的向量逐个数求平均。现在把这个词倒过来输入：ldduvo。
      predict: p = 47.4 % 会怎样变？
      - [ ] 变大
      - [ ] 变小
      - [x] 不变
      because: 同样六个数换个顺序，平均还是一样。这个网络不知道字母排在哪里。
      keys: enter l d d u v o enter
      expect: prediction ~ 0.474
      expect: step = 0

      ## 字母学到什么
      look: network
      Linear 和 Sigmoid 把平均变成一个数 p。左边每个字母有一条，长度是只由它组成的词的 p。
      predict: 500 步之后，这些条会怎样？
      - [ ] 全都满
      - [ ] 全都半满
      - [x] 少数满，其余几乎空
      because: 字母的向量一直在变，直到训练集的词全部答对。满的是哪几个？
      run: 500
      expect: step = 500
      expect: accuracy = 1
      expect: training loss < 0.005

      ## 规则
      look: network
      没有人告诉网络什么时候答案是 1，但这些条告诉了我们。
      predict: 什么时候答案是 1？
      - [ ] 以 a、b 或 c 开头
      - [x] 含有 a、b 或 c
      - [ ] 含有元音字母
      because: 求平均不看位置。而且规则成立：留出集的词它从没学过，却 100 % 答对。
      keys: 1
      expect: held-out accuracy = 1

      ## 六个里只有一个
      look: network
      自己来一个词：school。按 enter 打开输入行。
      predict: 网络会怎么说？
      - [ ] 答案 0：五个对一个
      - [x] 答案 1：由 c 决定
      - [ ] 大约 50 %
      because: 右边逐个字母看：读到 c，p 一下子超过 0.9。c 的向量变得很强，六分之一也够了。
      keys: enter s c h o o l enter
      expect: prediction ~ 0.948
      expect: step = 500

      ## 三个 a 和一个 b
      look: network
      最后一列是字母的贡献：没有它，p 会小多少。现在看 banana。
      predict: 其中的 b 贡献多少？
      - [ ] 和 school 的 c 一样多
      - [ ] 大约 p 的一半
      - [x] 几乎没有
      because: 没有 b，还有三个 a，p 仍接近 1。一个字母贡献多少，要看别的字母。
      keys: enter b a n a n a enter
      expect: prediction > 0.99
      expect: held-out accuracy = 1

      ## 轮到你们
      look: network
      free: 先说 p 会是多少，再按 enter 输入一个词；短词用 _ 补足。n 看数据中的词。r 重新开始：哪些条先变长？
      """#)
}
