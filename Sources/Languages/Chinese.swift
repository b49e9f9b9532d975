extension Catalogue {
  /// Simplified Chinese.
  ///
  /// Symbols, PyTorch's names, options and keys stay as they are; the words are those of Chinese textbooks and of PyTorch's
  /// Chinese documentation.
  static let chinese = try? Catalogue(chineseText)

  /// The texts, in the order of the rooms that say them.
  public static let chineseText = #"""
    # Scene.swift
    scene.overview = 总览
    scene.network = 网络
    scene.flow = 数据流
    scene.explain = 解释
    scene.race = 竞速
    scene.pooling = 池化
    scene.layers = 各层
    scene.output = 输出
    scene.losses = 损失
    # Explanation.swift
    help.cells = 格子
    help.cellsDenser = 越密离 0 越远；负数用另一组字符；刻度在下方
    help.cellsColour = 橙色为正，蓝色为负，越浓离 0 越远；刻度在下方
    help.stepK = 步 k
    help.stepKMeans = 已完成 k 次更新；损失按更新后的权重计算
    help.lrMeans = 学习率：每一步走多远
    help.powerMeans = 5 乘以 10 的 −4 次方，即 0.0005
    help.indices = 下标
    help.indicesMean = 从 0 数起，与 PyTorch 相同：先行后列
    help.featureMeans = 特征在数据中的值，以及输入网络的值：标准化为均值 0、标准差 1
    help.curve = 曲线
    help.curveMeans = 每一步的损失；几步落在同一列时画均值，淡点从最小值铺到最大值
    help.dottedLine = 点线
    help.dottedLineMeans = 正好位于旁边数字所示的高度
    help.logMeans = 等距即等比；损失为 0 的点在最下面单独一行
    help.linesMean = 每步所用行上的损失，以及每轮结束时留出集上的损失
    plot.logSteps = 对数步
    help.logStepsMean = 按步 + 1 的对数排列：开头几步占的位置最大
    plot.lastSteps = 最后 {0} 步
    help.lastStepsMean = 最新的步：100 步，或至多全程的十分之一；视野成段前移
    plot.stepsFromTo = 第 {0}–{1} 步
    help.zoomMeans = 已放大：损失轴按所见范围缩放，可能不从 0 开始
    help.wheel = 滚轮、拖动
    help.wheelMeans = 鼠标在图上：缩放，或沿步移动
    # CheckPanel.swift
    overview.byHand = 手工推导
    overview.difference = 中心差分
    overview.threeAgree = ✓ 三者一致
    overview.bothAgree = ✓ 两者一致
    overview.beingChecked = 正在检查 …
    overview.isGradientRight = 梯度对吗？
    overview.gradientRight = 梯度对吗？
    overview.autograd = 自动微分
    overview.worst = 最差
    overview.tolerance = 容差
    overview.checked = 已检查
    overview.countOf = {0} / {1}
    overview.atKinks = 不可导处
    overview.notFinite = 非有限
    overview.atStep = 步
    overview.theyDiffer = ✗ 不一致
    overview.notComparable = ? 无法比较
    overview.noGradientLeft = 梯度已为零
    overview.overflow = 溢出
    overview.allZero = 全 0
    # GraphPanel.swift
    overview.thisStep = 这一步
    overview.forwardBackward = 前向 → · ← 反向
    overview.value = 值
    overview.data = 数据
    overview.valueGradient = ∂L/∂值
    overview.moreValues = … 还有 {0} 个值
    overview.noneGiven = 无：给定
    overview.moreNumbers = … 还有 {0}
    # OptimizerPanel.swift
    overview.optimizerState = {0} 状态
    overview.seesGradient = 每步只看 g。
    overview.seesGradientAndWeights = 每步只看 g 和 W。
    overview.stateNotTold = 状态未知。
    overview.keepsNoState = 没有状态：
    # OverviewExplanations.swift
    help.colour = 颜色
    help.colourMeans = 曲线的颜色即当时所用优化器的颜色
    help.paleMeans = 淡色：已离开的运行；或查看较早的步时，其后的部分
    help.markMeans = 标记：该步之后改了什么；放不下文字时，只在底部画短线
    help.click = 单击
    help.clickMeans = 在图上：跳到那一步
    help.shownStepMeans = 正在查看的步，若它不是最后一步
    help.nowBest = 当前、最低
    help.nowBestMean = 所示权重处的损失，以及全程最小的损失和它所在的步
    help.tMeans = 优化器状态清空以来的更新次数；切换优化器会清空状态
    help.stateMeans = 优化器为每个权重逐步保存的量
    help.differenceMeans = 与自动微分的梯度相差最多多少；✓ 表示在容差之内
    help.predictionMeans = 数轴上的预测，下方是它的目标；◀ ▶ 表示超出数轴
    # PredictionPanel.swift
    overview.predictionAndTarget = 预测与目标
    overview.worstOf = 最差 {0} / {1}
    # WeightsPanel.swift
    overview.weights = 权重
    overview.gradient = 梯度
    overview.notToldYet = 尚无数据
    # ConfusionPanel.swift
    panel.classes = 类别
    panel.trainingShare = 训练集 {0}
    panel.heldOutShare = 留出集 {0}
    panel.classSaid = 类别 → 预测
    # LossPanel.swift
    panel.loss = 损失
    panel.stepOf = 第 {0} / {1} 步
    panel.minMax = 每 {0} 步极值
    panel.heldOutRight = 留出集准确率 {0}
    panel.train = 训练集
    panel.heldOut = 留出集
    panel.now = 当前
    panel.right = 准确率
    panel.best = 最低
    panel.bestStep = 第 {0} 步
    panel.lowerAndGoBack = 按 - 降低学习率，再按 b 后退或 r 重来
    panel.lowerAndGoBackShort = 按 - 降 lr，再按 b 或 r
    panel.lowerAndGoBackKeys = -，再 b 或 r
    panel.lowerAndRestart = 按 - 降低学习率，再按 r 重来
    panel.lowerAndRestartShort = 按 - 降 lr，再按 r
    panel.lowerAndRestartKeys = -，再 r
    panel.stoppedAfter = 第 {0} 步后停止：
    # ParameterTable.swift
    panel.parameterCount = {0} 个参数 · {1} 个数
    panel.parameters = 参数
    panel.notToldYet = 尚无数据
    panel.rangeOf = {0}–{1} / {2}
    panel.parameter = 参数
    panel.shape = 形状
    panel.updateRatio = 更新 ÷ 权重
    panel.spread = 分布
    panel.moves = {0} 每步移动{1}：通常约 1/1 000
    panel.partOfItself = 自身的 1/{0}
    panel.shareOfItself = 自身的 {0} 倍
    panel.timesItself = 自身的 {0} 倍
    # RatePanel.swift
    panel.changeOverRate = 一步的 ΔL 随学习率变化
    panel.changeOverRateShort = ΔL 随学习率
    panel.changeOverLr = ΔL 随 lr
    panel.noMoreSteps = 不再更新
    panel.rateIsZero = 学习率为 0：每一步都不动
    panel.lossAfterStep = L {0}，以 lr {1} 走一步后：ΔL {2}
    panel.noDropout = {0}，无 Dropout
    panel.titleAtStep = {0}，第 {1} 步
    panel.rateGood = 合适
    panel.tooSmallHardlyMoves = 太小，几乎不动
    panel.tooSmall = 太小
    panel.hardlyMoves = 几乎不动
    panel.noMove = 不动
    panel.tooBigGetsWorse = 太大，损失变大
    panel.tooBig = 太大
    panel.getsWorse = 损失变大
    panel.worse = 变大
    panel.noStepTold = 无法判断这一步
    panel.rateVerdict = lr {0}：{1}
    # RowPanel.swift
    panel.aRow = 一行
    panel.noRow = 此处无法跟踪某一行
    panel.theSample = 该样本
    panel.sampleOfBatch = 批中样本 {0}
    panel.says = 预测 {0}
    panel.isSays = 实为 {0}，预测 {1}
    panel.letters = 字母
    panel.moreFeatures = … 还有 {0} 个特征
    panel.scoresNotFinite = 得分非有限：无法判定类别
    panel.yourRow = 你的行
    panel.rowNumber = 第 {0} 行
    # BackPanel.swift
    explain.back = 反向：链式法则
    explain.autograd = 自动微分
    explain.thisRow = 该行
    explain.suchProducts = {0} 个这种乘积
    explain.sumOf = Σ {0} 项
    explain.theProduct = 各因子之积
    explain.product = 乘积
    explain.sumOfRows = {0} 行之和
    explain.sumRows = Σ 各行
    explain.byTheRest = 由其余各层
    explain.theRest = 其余层
    explain.byTheLoss = 由损失函数
    explain.theLoss = 损失
    explain.overflow = 溢出
    explain.bothZero = 均为 0
    explain.clippedBefore = g 已裁剪，原为
    explain.would = 若用 {0}
    # DescentPanel.swift
    explain.along = L 沿 {0}
    explain.weightNotFinite = 权重非有限
    explain.runStopped = 运行已停止
    explain.noFiniteLoss = 此处没有有限的损失
    # DirectionWords.swift
    explain.stepNotFinite = 这一步非有限
    explain.movesLeft = θ 左移
    explain.movesRight = θ 右移
    explain.stays = θ 不动
    explain.gradientAbove = 梯度 > 0
    explain.gradientBelow = 梯度 < 0
    explain.gradientZero = 梯度 = 0
    explain.leadsTo = {0} → {1}
    explain.plainSGD = 普通 SGD
    explain.wouldGoLeft = {0}：{1} 会左移
    explain.wouldGoRight = {0}：{1} 会右移
    explain.unlikeSGD = {0}；{1}：{2}，{3}
    explain.butReason = {0}；{1}：{2}
    explain.byReason = {0}：{1}
    explain.rateIsZero = 学习率为 0
    explain.stepTooSmall = 步长小于 float32 精度
    explain.byDecay = 因衰减 g + λθ {0}
    explain.decayDraws = 衰减把它拉向 0
    explain.remembers = {0} {1} 仍有记忆
    explain.ruleDoes = {0} 使然
    explain.stateRemembers = 状态仍有记忆
    # ExplainExplanations.swift
    help.explainCursorMeans = 光标：正在解释的数，按 enter 编辑
    explain.forward = 前向
    help.forwardMeans = 从所选的数 θ 到损失，取批中的一行（按 n、N 换行）
    help.stationsMean = θ 所在层的输出、其激活后的值、预测
    help.inMeans = 前一层传入本层的值；若是特征则写作 x
    help.back = 反向
    help.backMeans = 一行对梯度的贡献，等于沿途各因子之积
    help.sumOfRows = 各行之和
    help.sumOfRowsMeans = 上述贡献对整批求和，即梯度
    help.sumDifferenceMeans = 求和结果与自动微分的梯度之差；✓ 表示在舍入误差之内
    help.updateMeans = 代入数值的下一步；λθ 是权重衰减加的项
    help.would = 若用
    help.wouldMeans = 当前没有运行的优化器，会从空状态开始
    help.alongMeans = 只改变这一个数时，整批的真实损失
    help.presentNumberMeans = 当前的数；同色虚线是切线
    help.nextNumberMeans = 各优化器的下一步会走到哪里，并标出数值
    help.changeMeans = 当前优化器走一步后的损失减去现在的损失，随学习率变化
    help.hardly = 几乎不动
    help.hardlyMeans = 损失的下降不到自身的千分之一
    help.atStep = 第 k 步
    help.atStepMeans = 大网络只是隔一段时间查看一次：图是那一步的
    # ForwardPanel.swift
    explain.layerDoesNotTell = 该层没有说明它的数流向何处
    explain.noPartInRow = θ 不参与该行：按 n 看下一行
    explain.noPartInBatch = 这批没有一行用到 θ：只有以往的状态和衰减会移动它
    explain.thenLayers = 再 {0} 层
    explain.layerCount = {0} 层
    explain.layers = 层
    explain.lossOfRow = 该行的 ℓ
    explain.restOfSum = {0}：+ 求和的其余项 {1}
    explain.otherInputs = {0}：+ 其余输入 {1}
    explain.meanOfRows = L = {0}，{1} 行的均值
    explain.meanOfOutputs = L：{0} 个输出的均值
    explain.goalClass = 类别 {0}
    # NumberGridPanel.swift
    explain.inputsWeightsTargets = x、W 与 y
    # PathWords.swift
    explain.itsMask = 其掩码
    explain.forOneRow = 批中 {0} 行之一
    explain.oneRowOf = {0} 行之一
    explain.oneRow = 一行
    explain.forRow = 第 {0} 行，批中 {1} 行之一
    explain.rowOf = 第 {0} 行，共 {1}
    explain.row = 第 {0} 行
    # StepNumbers.swift
    explain.stepNumber = 更新
    # UpdateWords.swift
    explain.unknownStep = θ − 更新
    # BigNumbers.swift
    frame.loss = 损失
    frame.heldOutAccuracy = 留出集准确率
    frame.trainingAccuracy = 训练集准确率
    frame.rateOf = {0} 学习率
    frame.step = 步
    # Header.swift
    frame.given = 给定
    frame.speed = 速度
    settings.clipNorm = 裁剪范数
    settings.clipValue = 裁剪值
    settings.schedule = 调度
    # HeaderWords.swift
    frame.epoch = 轮
    frame.seed = 种子
    frame.stopped = 已停止
    frame.going = 跳转中
    frame.racing = 竞速中
    frame.race = 竞速
    frame.paused = 已暂停
    frame.running = 运行中
    # Strip.swift
    frame.quit = 退出
    frame.stepNumber = 步 {0}
    frame.lossNumber = 损失 {0}
    frame.seedNumber = 种子 {0}
    frame.seedGiven = 种子给定
    # HelpText.swift
    help.whatIsSeen = 画面说明
    # SheetOverlay.swift
    help.title = 按键与画面说明
    help.closes = ? 或 esc 关闭
    help.leaveOrStop = 离开还是停止？
    help.escStays = esc 留下
    help.leavesRunning = 离开，让它继续运行
    help.leavesRunningAttach = 离开，让它继续运行；viz attach 可以回来
    help.leavesPaused = 离开；暂停中的程序一分钟后自行继续
    help.stops = 停止它：如同 Ctrl-C，必要时用 SIGTERM
    help.programTo = PyTorch 程序，第 0 到 {0} 步
    help.program = PyTorch 程序
    help.programKeys = enter 保存，y 或 esc 关闭
    help.above = {0} 上方 {1}
    help.below = {0} 下方还有 {1}
    # SceneSettings.swift
    settings.pooling = 池化
    settings.kernel = 池化核
    settings.kernelMeaning = k K：一个均值取多少个数
    settings.stride = 步幅
    settings.strideMeaning = j J：相邻窗口相距多少
    settings.padding = 填充
    settings.paddingMeaning = p P：两端补零
    settings.ceilMode = 向上取整
    settings.ceilModeMeaning = 末尾越界的窗口是否计入
    settings.padInMean = 计入填充
    settings.padInMeanMeaning = 求均值时是否计入填充的零
    settings.transpose = 转置
    settings.transposeMeaning = t：池化前是否把文本轴移到最后
    settings.squeezeMeaning = x：去掉哪些长度为 1 的轴
    settings.samples = 样本数
    settings.samplesMeaning = c C：批大小
    settings.text = 文本
    settings.textMeaning = 文本的长度
    settings.vector = 向量
    settings.vectorMeaning = 向量的长度
    settings.squeezeNone = 无
    settings.squeezeAll = 全部
    settings.squeezePooledAxis = 池化轴
    settings.screen = 屏幕
    settings.theme = 主题
    settings.themeMeaning = T：下一个
    settings.lossAxis = 损失轴
    settings.lossAxisMeaning = L：对数或线性
    # Theme.swift
    theme.dark = 深色
    theme.light = 浅色
    theme.terminal = 终端
    # SettingLadder.swift
    settings.on = 开
    settings.off = 关
    # SettingsList.swift
    settings.optimizer = 优化器
    settings.enterSwitches = 按 enter 切换；状态从空开始
    settings.hereNot = {0}；此处不可用：{1}
    settings.symbolMeaning = {0}：{1}
    settings.holdWhen = 何时暂停运行
    settings.above = 高于 × {0}
    settings.lossIsNaN = 损失为 NaN
    settings.orInfinite = 或为无穷
    settings.lossJumps = 损失突增
    settings.lossJumpsMeaning = 远高于滑动均值
    settings.gradientJumps = 梯度突增
    settings.gradientJumpsMeaning = 某个梯度的范数远高于以往
    settings.run = 运行
    settings.seed = 种子
    settings.weightsGiven = 权重已给定
    settings.seedMeaning = 同 torch.manual_seed；换种子则重新开始
    settings.step = 步
    settings.stepMeaning = 跳到某一步，至多第 {0} 步
    settings.speed = 速度
    settings.speedMeaning = 每秒步数，或最快
    settings.anotherRun = 新的运行
    settings.none = 无
    settings.data = 数据
    settings.dataMeaning = 各预设的数据集；网络场景中按 d D
    settings.noise = 噪声
    settings.noiseMeaning = 百分比；网络场景中按 i I
    settings.dataSeed = 数据种子
    settings.dataSeedMeaning = 用于抽取行或划分；网络场景中按 g
    settings.batch = 批大小
    settings.batchMeaning = 每步的行数，共 {0} 行；网络场景中按 c C
    settings.hiddenLayers = 隐藏层
    settings.hiddenLayersMeaning = {0}；网络场景中按 h H
    settings.units = 单元
    settings.unitsMeaning = 网络场景中光标所在的层；在那里按 u U
    settings.activation = 激活函数
    settings.activationMeaning = 用在隐藏层之后；网络场景中按 a A
    settings.scheduleMeaning = lr 如何变化；写法同命令行
    settings.clipNormMeaning = 全部梯度合起来的最大范数
    settings.clipValueMeaning = 梯度元素的最大绝对值
    # SettingsOverlay.swift
    settings.title = 设置
    settings.titleInRace = 运行的设置，不是各赛道的
    settings.closes = , 或 esc 关闭
    # HeatMap.swift
    widget.noElements = 没有元素
    widget.largestOf = {0} 中最大
    # NumberText.swift
    widget.max = 最快
    # ShapeChain.swift
    widget.shape = 形状
    widget.scalar = 标量
    # LossPlot.swift
    plot.logarithmic = 对数
    plot.linear = 线性
    plot.noLossThatIsFinite = 没有有限的损失
    plot.noFiniteLoss = 无有限损失
    plot.noLoss = 无损失
    plot.step = 步
    # PlotMarks.swift
    plot.reset = 重置
    plot.seed = 种子 {0}
    # PlotView.swift
    plot.logStepsFromTo = 对数步 {0}–{1}
    plot.showsLast = 图上是最后若干步；按 z 放大
    plot.showsAll = 图上是全部的步；按 z 放大
    plot.showsFewest = 图上的步数已经最少
    plot.noStepsBeyond = 那边没有更多的步
    plot.noPanOfLast = 图上是最后若干步，无处可平移；按 z 放大
    plot.noPanOfAll = 图上是全部的步，无处可平移；按 z 放大
    # Scenes/Network/LettersPanel
    network.vectorAndChance = 向量，及单个字母的 p
    network.chance = 单个字母的 p
    network.letters = 字母
    # Scenes/Network/NetworkExplanations
    network.tiles = 色块
    network.tilesMean = 单元在平面各处的输出，或对每个类别的输出：橙色大于 0，蓝色小于 0
    network.lines = 连线
    network.linesMean = 最强的权重，以及选中单元的全部权重：橙色大于 0，蓝色小于 0，弱的为灰色
    network.chosenMeans = 选中的单元，它的权重列在右下方
    network.learned = 学到了什么
    network.learnedMeans = 平面各处的预测；点是数据的行
    network.pointsMean = 训练集的行，每个类别有自己的形状和颜色；空心：留出集
    network.rowMeans = 正在跟踪的行（n 跟踪下一行，enter 输入自定义行）
    network.classes = 类别 → 判为
    network.classesMean = 各类别的行被网络判为什么；判对的在对角线上
    network.lettersMean = 字母的向量，以及对只含该字母的字符串的预测
    network.heldOut = 留出集
    network.heldOutMeans = 未用于训练的行中判对的比例
    # Scenes/Network/NetworkScene
    network.noUnits = 这个网络没有单元并排的层
    network.stopped = 已停止
    # Scenes/Network/PlanePanel
    network.heldOutShare = 留出集 {0}
    network.trainingShare = 训练集 {0}
    network.heldOutLoss = 留出集损失 {0}
    network.trainingLoss = 训练集损失 {0}
    network.rowGives = ▸◂ {0}：{1}
    network.rowIsSaid = ▸◂ {0} 判为 {1}
    # Scenes/Network/UnitDetailPanel
    network.unitOfLayer = 第 {1} 层单元 {0}
    network.anInput = 输入：{0}
    network.noWeights = 没有权重通到这里：由 {0} 得出
    network.moreWeights = … 另 {0} 个
    network.bias = 偏置
    network.goesMostTo = 主要传给第 {1} 层单元 {0}，权重 {2}
    network.mostTo = 主要传给单元 {0}：{1}
    network.inputs = 输入
    # Scenes/Network/UnitsPanel
    network.title = 网络
    network.prediction = 预测
    network.linear = 线性
    network.someOf = {0} {1}/{2}
    # Scenes/Network/WeightPicturesPanel
    network.someUnits = {0}/{1} 个单元
    network.units = {0} 个单元
    network.looksFor = 每个单元在找什么
    # Scenes/Network/WordPanel
    network.letterByLetter = 逐个字母看这个词
    network.letterAdds = 到此为止的 p · 该字母的贡献
    # Scenes/Flow/FlowExplanations
    flow.shapes = 批的形状
    flow.shapesMean = 各层对整个批的输出；轴标有名称
    flow.stages = 阶段
    flow.stagesMean = 一行的数值，从特征一直到预测
    flow.cursorMeans = 光标：下方说明的那个数
    flow.litMeans = 那个数由哪些数得来，逐阶段标出
    flow.gradientMeans = 本行自身的损失对每个数的梯度；按 v 显示梯度，代替数值
    # Scenes/Flow/FlowScene
    flow.noRow = 无法单独跟踪一行：网络中有一层会混合批中各行
    # Scenes/Flow/FlowWords, FlowFormula
    flow.number = 这个数
    flow.ownGradient = ∂ℓ/∂{0} = {1}，ℓ 是本行自身的损失
    flow.anInput = 输入：{0}
    flow.givenInput = 输入：给定
    flow.backShares = 反向：{0} 个数各得梯度的 1/{1}
    flow.backLargest = 反向：梯度全部传给最大的数
    flow.vectorPlace = 第 {1} 项向量的分量 {0}；共 {2} 项，都由学习得到
    flow.backPadding = 反向：第 {0} 行用于填充，不接收梯度
    flow.backEntry = 反向：梯度传入表的第 {0} 行
    flow.axesSwap = 轴交换位置，数不动：它就是 {0}
    flow.otherShape = 同样的数，换了形状：它就是 {0}
    flow.softmax = e^本得分 除以全部 {0} 个 e^得分 之和：所占份额，合计为 1
    flow.dropout = Dropout 在这里全部放行，如同 eval()；训练时会丢弃一部分
    flow.identity = = x，原样输出
    flow.activation = = {0}(x)，x = {1}
    flow.sumAndBias = = Σ w⋅x + b，共 {0} 个输入
    flow.sum = = Σ w⋅x，共 {0} 个输入
    flow.others = 其余 {0} 项：{1}
    flow.backTanh = 反向：乘以 1 − y² = {0}
    flow.backSigmoid = 反向：乘以 y⋅(1 − y) = {0}
    flow.backReLU = 反向：乘以 1，因为 x > 0
    flow.backNothing = 反向：乘以 0，因为 x ≤ 0：没有梯度传回
    # Scenes/Flow/StagePanel
    flow.input = 输入
    flow.givenNoGradient = 给定：\n无 ∂
    flow.noTargetNoGradient = 无目标，\n无 ∂
    flow.pageOf = {0} / {1}
    # Scenes/Race/ContourMap
    race.loss = 损失
    # Scenes/Race/ContourPanel
    race.lossOverWeights = 两个权重上的损失
    race.noPair = 只有一个权重：没有一对可显示
    race.noRoom = 放不下
    race.noSurface = 正在计算起点附近的损失
    race.computed = 计算中：{0}
    race.beyond = {0} 超出边界
    race.out = {0} 出界
    race.allRowsHeld = 全部行，其他权重同起点
    race.allRows = 全部行
    race.held = 其他权重同起点
    race.lowest = 最低 {0}
    # Scenes/Race/LanesPanel
    race.mean = 均值
    race.best = 最优
    race.stopped = ✗ 已停止
    # Scenes/Race/RaceExplanations
    race.stepSample = 竞速第 k 步
    race.stepMeans = 每条赛道都更新了 k 次，起始权重和所用的行相同
    race.lanesMean = 各赛道，位于曲线和轨迹的末端；▸ 是按键所改的那条
    race.meanOfEpoch = 每轮均值
    race.meanMeans = 数据分批时：每个数是最近若干损失的均值，个数为一轮的批数或 128，这样曲线才能相比
    race.rates = 学习率
    race.ratesMean = 当前优化器的学习率，从过小到过大：相差十倍，当前值附近更密
    race.marksMean = 所有赛道的起点，以及图中的最低损失
    race.scheduleAnew = 调度 从头
    race.scheduleMeans = 赛道的调度随竞速从头开始，不管原运行的调度进行到哪里
    race.bands = 条带
    race.bandsMean = 全部行的损失随两个权重的变化，其他权重同起点：越蓝越低；下面一行标出各条带的损失，按比值或差值划分，与损失图一致（L）
    race.bandsMeanWithoutShades = 全部行的损失随两个权重的变化，其他权重同起点：越空越低；下面一行标出各条带的损失，按比值或差值划分，与损失图一致（L）
    race.beyondSample = 超出边界
    race.beyondMeans = 这条赛道跑得太远，把它也画进来就看不清其他赛道
    race.apartSample = 相距
    race.apartMeans = 两条赛道的权重之间的距离：各项之差的平方和，再开方
    # Scenes/Race/RaceLook
    race.and = " 与 "
    race.optimizers = 优化器
    race.ratesOf = {0} 的学习率
    race.momentaOf = {0} 的动量
    race.namesApart = {0} 与 {1}：权重相距 {2}
    race.apart = 权重相距 {0}
    # Scenes/Race/RaceLossPanel
    race.meanOfSteps = {0} 步均值
    # Scenes/Race/RaceScene
    race.begins = 竞速即将开始
    race.fromStep = 第 {0} 步
    race.fromSeed = 种子 {0}
    race.fromGiven = 给定权重
    race.runAtStepGoesOn = 第 {0} 步，离开后继续
    race.runAtStepStays = 第 {0} 步，保持暂停
    race.runGoesOn = 离开后继续
    race.runStays = 保持暂停
    race.schedule = 调度
    race.anew = 从头
    race.from = 竞速起点
    race.speed = 速度
    race.run = 原运行
    # Scenes/Race/RaceStrip
    race.step = 竞速第 {0} 步
    # Scenes/Panels/AxisWords
    pooling.sampleAxis = 样本
    pooling.textAxis = 文本
    pooling.vectorAxis = 向量
    pooling.unitAxis = 单元
    pooling.featureAxis = 特征
    pooling.pixelAxis = 像素
    # Scenes/Pooling/PoolingExplanations
    pooling.cells = 格子
    pooling.boldCells = 窗口内的数、窗口的输出及其来源为粗体
    pooling.colouredCells = 数越大颜色越深；窗口内用全色
    pooling.litMean = 窗口求平均的数，以及得到的数
    pooling.paddingMeans = 填充：两端之外的位置，按 0 计
    pooling.droppedMeans = 不在任何窗口内、从未读取的位置
    pooling.windowSample = 窗口 7
    pooling.windowMeans = 所示的输出，在池化后的张量中从 0 起逐行编号
    pooling.sampleSample = 样本 1
    pooling.sampleMeans = 放不下全部时，显示的是张量的哪一部分；索引从 0 开始
    pooling.lengthMeans = 沿池化的轴能放下多少个窗口
    pooling.sumMeans = 所有输出之和：按 v 显示的就是这个损失的梯度
    pooling.gradientMeans = S 随每个元素变化多少；箭头向后，与梯度的流向一致
    # Scenes/Pooling/PoolingHeader
    pooling.on = 开
    pooling.off = 关
    pooling.squeeze = squeeze
    pooling.kernel = 池化核
    pooling.stride = 步幅
    pooling.padding = 填充
    pooling.transpose = 转置
    pooling.lastAxis = 末轴
    pooling.ceilMode = 向上取整
    pooling.padInMean = 均值含填充
    # Scenes/Pooling/PoolingNotes
    pooling.windowLess = 少一个窗口：它会从最后一个元素之后开始，所以不算。
    pooling.overlap = 窗口重叠：元素若在几个窗口内，就从每个窗口各得一份。
    pooling.equalShares = 求均值把梯度平均分给各元素。
    pooling.oneOutput = S 就是唯一的输出，所以那里的 ∂S/∂output 为 1。
    pooling.allOutputs = S 是全部 {0} 个输出之和，各处 ∂S/∂output 都为 1。
    pooling.oneLeft = 总共剩一个数
    pooling.oneLeftEach = 每个{0}位置剩一个数
    pooling.manyLeft = 总共剩 {0} 个数
    pooling.manyLeftEach = 每个{1}位置剩 {0} 个数
    pooling.transposedLeft = transpose 把{0}轴放到最后：{1}。
    pooling.left = 这里{0}。
    pooling.nothingToSqueeze = squeeze 无轴可去：没有长度为 1 的轴。
    pooling.lastAxisLong = squeeze 无轴可去：最后一个轴长度为 {0}。
    pooling.squeezed = 去掉的轴：{0}。
    # Scenes/Pooling/PoolingScene
    pooling.walking = ▶ 滑动中 · {0}
    pooling.windowOf = 窗口 {0}（0–{1}）
    pooling.scalar = 标量
    # Scenes/Pooling/PoolingState
    pooling.axisTooLong = 轴的长度为 {0}：每个轴的长度应为 1 到 {1}
    pooling.articleExample = 文章中的例子
    pooling.wrongAxisExample = 没有转置
    pooling.remainderExample = 有余数
    pooling.batchOfOneExample = 批大小为 1
    pooling.overlapExample = 窗口重叠
    pooling.walks = 窗口开始滑动
    pooling.waits = 窗口停下
    pooling.example = 示例：{0}
    # Scenes/Pooling/PoolingStrip
    pooling.window = 窗口 {0}
    pooling.share = 份额 1/{0}
    # Scenes/Pooling/PoolingTraps
    pooling.wrongAxis = 轴错了：没有 transpose，池化的是向量而不是文本：{0} → {1}
    pooling.dropped = 丢弃：{1} 个位置中有 {0} 个不在任何窗口内：{2} {3}
    pooling.batch = 批
    pooling.and = 和
    pooling.lostAxis = {0}轴没了：squeeze() 把它也去掉了：{1} → {2}；squeeze(-1) 会保留它
    pooling.lostAxes = {0}轴没了：squeeze() 把它们也去掉了：{1} → {2}；squeeze(-1) 会保留它们
    # Scenes/Pooling/PoolingWords
    pooling.thisWindow = 这个窗口
    pooling.fromOne = 来自 ∂S/∂pooled{0} = 1
    pooling.indices = {0}：{1}
    pooling.noElement = 窗口内没有元素：
    pooling.range = {0} 到 {1}
    pooling.eachElement = 每个元素在此得 1/{0} = {1}，各窗口合计
    pooling.each = 各得 1/{0} = {1}，合计
    # Scenes/Pooling/StageGridView
    pooling.sample = 样本 {0}
    # Scenes/Pooling/StageRow
    pooling.input = 输入
    # Scenes/Metrics/MetricsScene
    metrics.lossesOnly = 只有损失
    metrics.lossesOnlyMeans = 日志里只有数，没有权重：无法操控，也没有层可看
    metrics.run = 运行
    metrics.runMeans = 一个文件夹中的事件文件是一次运行，每个 JSON Lines 或 CSV 文件也是一次
    metrics.again = 重启
    metrics.againMeans = 运行重新开始后，从那里起的旧数不再显示
    metrics.step = 步
    metrics.atStep = 第 {0} 步
    metrics.facts = 运行 {0} · 标签 {1}
    metrics.noWeights = 只有损失：日志里没有权重，无法操控
    metrics.logged = 记录的指标
    metrics.name = 名称
    metrics.last = 最后
    metrics.runs = 运行
    metrics.best = 最优
    metrics.moreRuns = 还有 {0} 次运行
    metrics.lastValue = {0}，第 {1} 步
    # Scenes/Watch/LayersScene
    watch.standsOut = 值得注意
    watch.notTold = 尚未收到
    watch.nothingStandsOut = 没有：所有数都有限，所有参数都在移动，幅度都不大
    watch.more = 还有 {0} 个
    watch.notFiniteSample = 非有限
    watch.notFiniteMeans = 权重或梯度为 NaN 或无穷大
    watch.deadSample = 死亡
    watch.deadMeans = 没有梯度传到它，或没有一步移动它
    watch.explodingSample = 爆炸
    watch.explodingMeans = 它的梯度超过通常的一百倍
    watch.notFinite = {0} 非有限：有权重为 NaN 或无穷大
    watch.gradientNotFinite = {0} 的梯度非有限
    watch.explodes = {0} 爆炸：梯度中的数是通常的 {1} 倍
    watch.dead = {0} 死亡：梯度全为 0
    watch.still = {0} 不动：上一步没有改变任何数
    watch.fast = {0} 每步移动 {1}：通常约 1/1 000
    # Scenes/Watch/OutputPanel
    watch.prints = 程序的输出
    watch.lines = {0} 行
    watch.newest = 最新 {0} 行，共 {1} 行
    watch.nothingYet = 尚无输出
    watch.moreBelow = 下方还有 {0} 行
    watch.linesSample = 各行
    watch.linesMean = 程序写到 stdout 和 stderr 的内容，与终端中所见相同
    watch.keptSample = 保留
    watch.keptMeans = 最新 {0} 行；文件中有全部
    # Scenes/Watch/RanksPanel
    watch.ranks = 进程
    watch.processes = {0} 个进程
    watch.rankLoss = rank # 损失
    watch.ranksDiffer = rank {0} 的权重与 rank 0 不同 ✗
    watch.differ = 权重不同 ✗
    watch.ranksEqual = 所有 rank 权重相同 ✓
    watch.equal = 权重相同 ✓
    watch.weightsNotCompared = 权重未作比较
    watch.notCompared = 未比较
    # Scenes/Watch/StartingPanel
    watch.training = 训练
    watch.endedBefore = {0}，此前没有见到优化器的任何一步。
    watch.waitingForStep = 等待优化器的第一步 …
    watch.noStepForSeconds = {0} 秒内没有见到优化器的任何一步。
    watch.noStepForMinutes = {0} 分钟内没有见到优化器的任何一步。
    watch.askedToEnd = 已请求程序结束。
    watch.runIsOver = 运行已结束：{0}。
    watch.noParameters = 运行尚未报告它的参数。
    watch.tried = 已经试过：把 viz 的文件夹放到 PYTHONPATH 最前面，让 Python 向 viz 报告 torch。
    watch.reasons = 可能的原因和办法：
    watch.stillLoads = · 还在加载数据或编译：请等待
    watch.flags = · 用了 python -I、-E 或 -S，或在容器中：去掉该选项，或在程序中写
    watch.byHand = "  import viz_torch; viz_torch.watch(model)  并把 viz python-path 给出的文件夹加入 sys.path"
    watch.wrapper = · 启动脚本重新设置了 PYTHONPATH：让它保留原有内容
    watch.oldTorch = · torch 低于 2.3 且用了 torch.compile：升级 torch
    watch.noOptimizer = · 程序不用 torch.optim 的优化器：没有可观察的步
    # Scenes/Watch/WatchScene
    watch.speed = 步/秒
    watch.speedMeans = 程序自己的速度；viz 不替它走步
    watch.costSample = 观察 0.3 %
    watch.costMeans = 被观察占用的程序时间的比例
    watch.ownRateSample = lr = 自身 × 0.5
    watch.ownRateMeans = 生效的学习率：程序或其调度的值，乘以按键改成的倍数
    watch.ratioSample = 更新 ÷ 权重
    watch.ratioMeans = 上一步移动参数的幅度，除以参数本身；通常为 1/1 000
    watch.spreadSample = 分布
    watch.spreadMeans = 参数的数（或每 k 个取一个）在 −max 与 max 之间如何分布
    watch.largestSample = 7×256 中最大
    watch.largestMeans = 每格是这么多数中绝对值最大的一个
    # Scenes/Watch/WatchWords
    watch.waiting = … 等待中
    watch.over = ■ 已跑完
    watch.ending = ■ 结束中
    watch.ended = ■ 已结束
    watch.askedOnce = 已请求结束；按 q 和 k 再请求一次（SIGTERM）
    watch.askedToEndShort = 已请求结束
    watch.goesOn = {0}；程序仍在继续
    watch.heldSpace = 停住：{0} · space 继续
    watch.heldFor = 停住：{0}
    watch.held = 停住
    watch.actsNext = 已请求；在运行的下一步执行
    watch.asked = 已请求
    watch.ownRate = 自身 {0} × {1}
    watch.rankOf = rank {0}/{1}
    watch.optimizer = 优化器
    watch.optimizerOf = {0}/{1}
    watch.cost = 观察
    # App/KeyHint
    hint.run = 运行/暂停
    hint.step = 单步
    hint.cursor = 光标
    hint.edit = 编辑
    hint.optimizer = 优化器
    hint.lr = lr
    hint.ownSettings = 恢复原设置
    hint.whatRaces = 竞速对象
    hint.lane = 赛道
    hint.weights = 权重
    hint.type = 输入
    hint.reset = 重置
    hint.newSeed = 新种子
    hint.newRace = 新竞速
    hint.back = 后退
    hint.slide = 滑动
    hint.speed = 速度
    hint.parameter = 参数
    hint.ten = ±10
    hint.unit = 单元
    hint.stage = 阶段
    hint.number = 数
    hint.gradient = 梯度
    hint.fold = 折叠
    hint.yourRow = 自定义行
    hint.row = 行
    hint.data = 数据
    hint.noise = 噪声
    hint.activation = 激活函数
    hint.units = 单元
    hint.layers = 层数
    hint.batch = 批
    hint.newData = 新数据
    hint.contour = 等高线
    hint.page = 翻页
    hint.lossAxis = 对数/线性
    hint.steps = 步轴
    hint.zoom = 缩放
    hint.pan = 平移
    hint.window = 窗口
    hint.walk = 自动
    hint.example = 示例
    hint.kernel = 池化核
    hint.stride = 步幅
    hint.padding = 填充
    hint.transpose = 转置
    hint.squeeze = squeeze
    hint.save = 保存
    hint.settings = 设置
    hint.setting = 设置项
    hint.change = 调整
    hint.close = 关闭
    hint.help = 帮助
    hint.scene = 场景
    hint.scroll = 滚动
    hint.ends = 首尾
    hint.name = 名称
    hint.leave = 让它继续运行
    hint.stop = 停止
    hint.stay = 留下
    hint.quit = 退出

    # App/KeyMap
    keys.switchNamed = 切换 {0}

    # App/SteeringKeys
    keys.run = 运行或暂停
    keys.step = 走一步
    keys.cursorLeft = 光标左移
    keys.cursorRight = 光标右移
    keys.cursorUp = 光标上移，直至输入
    keys.cursorDown = 光标下移
    keys.typeNumber = 输入新的数
    keys.switch = 切换优化器
    keys.raiseRate = 提高学习率
    keys.lowerRate = 降低学习率
    keys.ownSettings = 恢复程序自身的设置
    keys.whatRaces = 竞速对象：优化器、学习率、动量
    keys.laneBefore = 上一条赛道
    keys.nextLane = 下一条赛道
    keys.raiseLane = 提高该赛道的学习率
    keys.lowerLane = 降低该赛道的学习率
    keys.pairBefore = 上一对权重
    keys.nextPair = 下一对权重
    keys.typePair = 输入任意两个权重
    keys.restartRace = 所有赛道回到起点
    keys.reseedRace = 所有赛道改用下一个种子的权重
    keys.newRace = 从运行的当前步开始新竞速
    keys.back = 后退一步
    keys.backFar = 后退 100 步
    keys.slideBack = 沿训练过程往回滑动
    keys.slideOn = 沿训练过程向前滑动
    keys.firstStep = 到第一步
    keys.lastStep = 到最后一步
    keys.slower = 减速，最慢每秒一步
    keys.faster = 加速，直至不限速
    keys.restart = 重新开始，权重不变
    keys.reseed = 用下一个种子重新开始
    keys.parameterAbove = 上方的参数
    keys.parameterBelow = 下方的参数
    keys.nextParameter = 下一个参数
    keys.parameterBefore = 上一个参数
    keys.tenOn = 往后 10 个参数
    keys.tenBack = 往前 10 个参数
    keys.layerBefore = 上一层
    keys.nextLayer = 下一层
    keys.unitAbove = 上方的单元
    keys.unitBelow = 下方的单元
    keys.stageBefore = 上一阶段
    keys.nextStage = 下一阶段
    keys.numberBefore = 上一个数
    keys.nextNumber = 下一个数
    keys.gradient = 值或梯度
    keys.fold = 折叠或展开该阶段
    keys.typeRow = 输入要预测的行或词
    keys.nextRow = 跟踪下一行
    keys.rowBefore = 跟踪上一行
    keys.nextData = 下一个数据集
    keys.dataBefore = 上一个数据集
    keys.lessNoise = 减少噪声
    keys.moreNoise = 增加噪声
    keys.nextActivation = 下一个激活函数
    keys.activationBefore = 上一个激活函数
    keys.fewerUnits = 减少该层的单元
    keys.moreUnits = 增加该层的单元
    keys.fewerLayers = 减少隐藏层
    keys.moreLayers = 增加隐藏层
    keys.smallerBatch = 减小批大小
    keys.largerBatch = 增大批大小
    keys.newData = 用下一个数据种子取新的行
    keys.contour = 等高线（窄屏幕）
    keys.andBack = 返回
    keys.otherPage = 其他面板（小屏幕）
    keys.lossAxis = 损失轴：对数或线性
    keys.steps = 步轴：全部、对数或最近
    keys.zoomIn = 步数减半
    keys.zoomOut = 更多步，直至全部
    keys.panBack = 更早的步（放大时）
    keys.panOn = 更晚的步（放大时）

    # App/CommonKeys
    keys.windowBefore = 上一个窗口
    keys.nextWindow = 下一个窗口
    keys.sampleAbove = 上方的样本
    keys.sampleBelow = 下方的样本
    keys.walk = 让窗口自动移动
    keys.nextExample = 下一个示例或陷阱
    keys.exampleBefore = 上一个示例
    keys.shorterKernel = 缩短池化核
    keys.longerKernel = 加长池化核
    keys.smallerStride = 减小步幅
    keys.largerStride = 增大步幅
    keys.lessPadding = 减少填充
    keys.morePadding = 增加填充
    keys.transpose = 是否转置
    keys.squeeze = squeeze：全部、单个、无
    keys.articleCase = 文章中的例子
    keys.newValues = 下一个种子的值
    keys.nextScene = 下一场景
    keys.savePicture = 保存图片（SVG）
    keys.theme = 下一个主题
    keys.settings = 全部设置
    keys.chooseOptimizer = 从全部优化器中选择
    keys.settingAbove = 上一项设置
    keys.settingBelow = 下一项设置
    keys.less = 减小，或上一个
    keys.more = 增大，或下一个
    keys.typeValue = 输入值；按数字键也行
    keys.closeSettings = 关闭设置
    keys.help = 显示或隐藏帮助
    keys.program = 此运行的 PyTorch 程序
    keys.sceneAgain = 回到场景
    keys.bigNumbers = 大号数字，供后排看
    keys.redraw = 重画屏幕
    keys.closeHelp = 关闭帮助
    keys.scrollDown = 向下滚动
    keys.scrollUp = 向上滚动
    keys.pageDown = 下一页
    keys.pageUp = 上一页
    keys.top = 到顶部
    keys.bottom = 到底部
    keys.nameAbove = 上一个名称
    keys.nameBelow = 下一个名称
    keys.firstLine = 到第一行
    keys.newestLine = 到最新一行
    keys.leave = 让程序继续运行
    keys.stop = 停止程序
    keys.stay = 留下
    keys.saveProgram = 保存程序
    keys.closeProgram = 关闭程序页面
    keys.quit = 退出，或按 Ctrl-C

    # App/TypedPair
    edit.pairWanted = 需要两个权重，用空格隔开
    edit.pairSame = 两个是同一个权重
    edit.noParameter = 没有 {0}；有 {1}
    edit.noElement = 没有 {0}；{1} 的最后一个是 {2}{3}

    # App/RaceChoice
    control.raceOne = 这里没有别的可竞速：学习率和动量由调度决定
    control.nowRace = 现在竞速：{0} · l 换下一种
    control.noPair = 网络只有一个权重：没有权重对

    # App/OwnRow
    edit.aWord = 一个词
    edit.namedNumbers = {0} 个数：{1}
    edit.numbers = {0} 个数
    edit.noFeatures = 此运行的特征未知
    edit.wordNeeded = 需要一个词，例如 abcdef
    edit.noNumber = “{0}”不是数
    edit.wrongCount = 一行需要 {0} 个数，现有 {1} 个

    # App/RunNotice
    notice.logEnded = ✗ 日志已中断：{0}
    notice.log = ✗ 日志：{0}
    notice.goal = 前往第 {0} 步，共 {1} 步
    notice.goalShort = → 第 {0} 步
    notice.overfitting = 从第 {0} 轮起过拟合：留出集变差，训练集仍在变好 · < 往回滑动
    notice.overfittingLoss = 从第 {0} 轮起过拟合：留出集损失上升 · < 往回滑动
    notice.overfittingBack = 从第 {0} 轮起过拟合 · < 往回滑动
    notice.overfittingSince = 从第 {0} 轮起过拟合
    notice.overfittingShort = 过拟合
    notice.faultAdvice = ✗ 第 {0} 步后，{1} · - 降低学习率，再按 b 或 r
    notice.fault = ✗ 第 {0} 步后，{1}
    notice.faultShort = ✗ 第 {0} 步：{1}
    notice.laneFaultAdvice = ✗ {0}：第 {1} 步后，{2} · - 降低学习率，再按 b 或 r
    notice.laneFault = ✗ {0}：第 {1} 步后，{2}
    notice.laneFaultShort = ✗ {0} 第 {1} 步：{2}
    notice.saturated = 饱和
    notice.saturatedOne = {0} 饱和
    notice.saturatedMore = {0} 和另外 {1} 个饱和
    notice.saturatedAdvice = {0}：{1}(1−{2}) ≈ 0，没有梯度了 · - 降低学习率，再按 r 重新开始
    notice.saturatedKeys = {0}：没有梯度了 · 按 - 再按 r
    notice.saturatedShort = {0}：没有梯度了
    notice.convergedAdvice = 已收敛：在 float32 中权重不再移动 · + 或许能走更远，r 重新开始
    notice.convergedKeys = 已收敛：权重不再移动 · r 重新开始
    notice.convergedWhy = 已收敛：权重不再移动
    notice.converged = 已收敛
    notice.stuckZero = 停滞：学习率为 0 · + 提高学习率
    notice.stuckZeroShort = 停滞：lr 0 · + 提高它
    notice.stuck = 停滞：lr {0} 时权重在 float32 中不再移动 · + 提高学习率
    notice.stuckShort = 停滞于 lr {0} · + 提高它
    notice.growingAdvice = 发散：{0} 为 {1}，仍在增大 · b 后退，r 重新开始
    notice.growingKeys = 发散：{0} 为 {1}，仍在增大 · b 后退
    notice.growing = 发散：{0} 为 {1}，仍在增大
    notice.cutOffAdvice = 没有梯度：本步所有 ∂L/∂W 都是 0，损失却不是 · - 降低学习率，再按 r 重新开始
    notice.cutOffKeys = 没有梯度：∂L/∂W 全为 0 · 按 - 再按 r
    notice.cutOff = 没有梯度
    notice.farAboveAdvice = 损失远高于最初几步 · - 降低学习率，再按 r 重新开始
    notice.farAboveKeys = 损失远高于开始时 · 按 - 再按 r
    notice.farAbove = 损失远高于开始时
    notice.risingAdvice = 发散：损失上升 · - 降低学习率，b 后退
    notice.risingKeys = 发散：损失上升 · - 降低学习率
    notice.rising = 发散：损失上升

    # App/UnaskedInput
    app.noKeyTyping = 这里没有按键 {0}；enter 确定，esc 取消
    app.noLatinKey = 这里没有按键 {0}；按键是拉丁字母：请切换输入法；? 列出按键
    app.noKey = 这里没有按键 {0}；? 列出按键
    app.paste = 粘贴的文本不是按键，在这里不起作用；? 列出按键
    app.pasteEmpty = 粘贴的内容为空
    app.pasteFirst = 只采用粘贴内容的第一项

    # App/ThemeMessage
    app.theme = 主题：{0}
    app.themeUnseen = {0}，没有颜色时看不出

    # App/Controls
    control.oneSample = 只有一个样本
    control.notDrawn = 这些行不是由种子抽取的
    control.largestBatch = 一批已包含所有行
    control.smallestBatch = 一批至少有一行
    control.notPlain = 只有由 Linear 层和单一激活函数组成的网络才能用按键更改
    control.noHidden = 没有隐藏层；H 添加一层
    control.oneData = 没有其他数据集
    control.noNoise = {0} 不能加噪声
    control.mostNoise = 噪声范围是 0 到 {0}
    control.mostUnits = 这里一层可有 {0} 到 {1} 个单元
    control.lastLayer = 已经没有隐藏层了
    control.mostLayers = 这里最多 {0} 个隐藏层

    # App/TypedNumber
    edit.longNumber = 一个数最多 {0} 个字符
    edit.blankInNumber = 数中不能有空格
    edit.numberCharacters = 数只能由数字、小数点、减号和 e 组成
    edit.onePoint = 数只有一个小数点；不要写千位分隔符
    edit.typeNumber = 请先输入一个数
    edit.notFinite = 数必须有限，例如 −0.25 或 1e−3
    edit.notNumber = 这不是数；例如 −0.25 或 1e−3
    edit.beyondFloat = 超出 float32 的范围，上限为 3.4e38

    # App/SettingsAction
    control.settingEnds = {0} 已到尽头
    control.settingEndsTyped = {0} 已到尽头；可直接输入值
    control.settingNotTyped = {0} 不能输入：用左右键调整

    # App/Editing
    edit.countNeeded = 需要一个不小于 0 的整数
    edit.seed = 种子
    edit.step = 步
    edit.row = 行
    edit.pair = 两个权重
    edit.schedule = 调度
    edit.clipNorm = 裁剪范数
    edit.clipValue = 裁剪值
    edit.advicePair = 例如 0.weight[0][1] 0.bias[0]；enter 确定，esc 取消
    edit.adviceSchedule = 例如 cosine T_max=500，或 none；enter 确定，esc 取消
    edit.adviceWanted = {0}；enter 确定，esc 取消
    edit.advice = enter 确定，esc 取消
    edit.isNeeded = 需要：{0}

    # Runs/RunProgram
    run.changesUnknown = # 此运行更改很多，最初的更改已不再保留，因此没有程序能重现它们。\n
    run.goesOn = # 此运行从文件中的状态继续；viz script 可打印从第 0 步开始的程序。\n
    run.givenWeights = # 初始权重是文件中的 {0} 个数；viz script 会从文件读取。\n

    # Runs/Logs/MetricFiles
    run.noLog = {0} 中没有日志；应为事件文件、.jsonl 或 .csv 文件
    run.noNumber = {0} 中没有可显示的数
    run.cannotReadLog = 无法读取“{0}”：{1}

    # Runs/GrowingInput
    watched.cannotRead = 无法读取 {0}：{1}
    watched.notPlain = 无法读取 {0}：不是普通文件

    # Runs/Watched/PythonFolder
    watched.notOurs = {0} 不是仅属于此用户的文件夹；请删除它，或将其权限设为 0700
    watched.noFolder = 无法创建文件夹 {0}：{1}
    watched.cannotWrite = 无法写入 {0}：{1}

    # Runs/Watched/RunFolder
    watched.entry = {0}  {1}  位于 {2}

    # Runs/Watched/RunSocket
    watched.cannotSend = 无法向 {0} 处的运行写入：{1}
    watched.cannotReceive = 无法从 {0} 处的运行读取：{1}
    watched.longPath = 套接字的路径有 {0} 字节，超过 {1}：{2}
    watched.noSocket = 无法打开套接字：{0}
    watched.noAnswer = {0} 处没有运行应答：{1}；“viz attach --list”列出可用的运行

    # Runs/Watched/StartedProgram
    watched.endedStatus = 程序已结束，状态为 {0}
    watched.endedSignal = 程序被信号 {0} ({1}) 终止
    watched.endedUnknown = 程序已结束，状态未知
    watched.noCwd = --cwd “{0}”不是文件夹
    watched.cannotStart = 无法启动“{0}”：{1}

    # Runs/Watched/ToldRun
    watched.programEnded = 程序已结束
    watched.oldPython = 运行使用的通信协议版本为 {0}，viz 为 {1}：运行的 Python 一侧较旧
    watched.oldViz = 运行使用的通信协议版本为 {0}，viz 为 {1}：此 viz 较旧
    watched.model = {0} 个数，torch {1}
    watched.asPyTorch = 含义同 PyTorch

    # Runs/Watched/WatchedRun
    watched.notDone = ✗ 未执行
    watched.over = 此次运行已结束
    watched.gone = 程序已消失

    # Script
    script.notByHand = 只有文章中的网络有手工推导的 NumPy 程序：一个无偏置的 Linear、Sigmoid、MSELoss 和一个样本，而不是 {0}
    script.noSchedule = NumPy 程序没有调度：须略去 {0}
    script.noRule = NumPy 程序手工写出了 SGD 和 Adam，没有 {0}
    script.noChange = NumPy 程序不能在运行中更改 {0}

    # Output/EpochRecord
    output.epochHeldOut = 第 {0} 轮，第 {1} 步后  训练集：{2}  留出集：{3}
    output.epoch = 第 {0} 轮，第 {1} 步后  训练集：{2}
    output.loss = 损失 {0}
    output.lossAccuracy = 损失 {0}，准确率 {1} %

    # Output/StepRecord
    output.stepBefore = 第 {0} 步  步前损失 {1}  lr {2}  {3}
    output.stepOfEpoch = 第 {0} 步  第 {1} 轮  步前损失 {2}  lr {3}  {4}
    output.step = 第 {0} 步  损失 {1}  {2}  lr {3}

    # Output/GrowingFile
    output.noReader = 没有程序在读取此管道；请先启动读取方
    output.ownTerminal = 它是显示运行的终端
    output.removed = 文件已被删除或替换
    output.idleReader = 读取方不再接收数据

    # Output/NewFile
    output.saved = 已保存 {0}

    # Output/OutputFile
    output.cannotWrite = 无法写入 {0}：{1}
    output.notPlain = 不是普通文件

    # Output/OutputPlace
    output.noName = 文件需要名称
    output.deadLink = 它是指向不存在的文件的链接
    output.folder = 它是文件夹

    # Output/SystemErrorText
    output.unavailable = 资源暂时不可用
    output.noMemory = 无法分配内存
    output.exists = 文件已存在
    output.textBusy = 程序文件正在使用
    output.largeFile = 文件过大
    output.brokenPipe = 管道已断开
    output.links = 符号链接层数过多
    output.noProgram = 可执行文件格式错误
    output.connectionReset = 连接被对方重置
    output.connectionRefused = 连接被拒绝
    output.quota = 超出磁盘配额
    # Data/DataSet
    engine.data.pixel = 像素 {0},{1}
    engine.data.letter = 字母 {0}
    # Data/Playground/CircleSet
    engine.data.circle = 圆形
    # Data/Playground/GaussSet
    engine.data.gaussian = 高斯
    # Data/Playground/GaussiansSet
    engine.data.gaussians = 多个高斯
    # Data/Playground/PlaneSet
    engine.data.plane = 平面
    # Data/Playground/SpiralSet
    engine.data.spiral = 螺旋
    # Data/Playground/XORSet
    engine.data.exclusiveOr = 异或
    # Data/Sampling
    engine.data.batches = {0} 行，每批 {1} 行
    engine.data.fullBatches = {0} 行，每批 {1} 行，舍去不满的末批
    engine.data.unshuffledBatches = {0} 行，不打乱，每批 {1} 行
    engine.data.fullUnshuffledBatches = {0} 行，不打乱，每批 {1} 行，舍去不满的末批
    # Data/Shipped/DigitsSet
    engine.data.digits = 数字
    # Data/Shipped/PenguinsSet
    engine.data.penguins = 企鹅
    # Data/TargetForm
    engine.data.classesNeeded = {0} 需要类别，而 {1} 的目标是数值
    engine.data.valuesNeeded = {0} 需要数值或两个类别，而 {1} 有 {2} 个类别
    # Data/TextSet
    engine.data.text = 文本
    # Data/TrainingData
    engine.data.otherShape = 留出集每行的形状为 {0}，而训练集为 {1}
    engine.data.emptyPart = 按 {0} 划分 {3} 行，训练集得 {1} 行，留出集得 {2} 行；每部分至少要有一行
    # Graph/Activations/ReLU
    engine.graph.reluSlope = {0}>0 时 1，否则 0
    # Graph/Activations/Softplus
    engine.graph.positive = 大于 0 的数
    # Graph/Layers/AveragePooling
    engine.graph.inLayer = {0}：{1}
    engine.graph.cannotTake = {0} 无法接受 {1}：{2}
    # Graph/Layers/Dropout
    engine.graph.probability = 介于 0 和 1 的概率
    # Graph/Layers/Flatten
    engine.graph.joinsNone = {0} 要合并轴 {1} 到 {2}，但 {3} 中没有这样的轴
    # Graph/Layers/Linear
    engine.graph.linearNeedsOutput = Linear 需要输出的长度，例如 Linear(8)
    engine.graph.linearTakes = {0} 的输入末轴应为 {1}，实际为 {2}
    # Graph/Layers/MaxPool1d
    engine.graph.paddingOverKernel = {0}：填充 {1}：2⋅填充不能超过池化核 {2}
    engine.graph.poolingTakes = {0} 的输入应为 [批, 通道, L] 或 [通道, L]，实际为 {1}
    # Graph/Losses/CrossEntropyLoss
    engine.graph.share = 介于 0 和 1 的比例
    engine.graph.lossTakes = {0} 需要 [批, 类别]，而网络输出 {1}
    # Training/NonFinite
    engine.inspection.lossAfter = 第 {0} 步后损失为 {1}
    engine.inspection.weightAfter = 第 {0} 步后权重 {1} 为 {2}
    engine.inspection.gradientAfter = 第 {0} 步后 {1} 的梯度为 {2}
    engine.inspection.lossIs = 损失为 {0}
    engine.inspection.weightIs = 权重 {0} 为 {1}
    engine.inspection.gradientIs = {0} 的梯度为 {1}
    # Inspection/SnapshotElsewhere
    engine.inspection.stepsElsewhere = {0} 只能在 PyTorch 中更新
    # Inspection/UnitInspector
    engine.inspection.inputs = 输入
    # Network/Architecture
    engine.network.leavesNothing = {0} 的输出为空
    engine.network.sameName = 有两层同名 '{0}'
    engine.network.inLayer = 层 {0}：{1}
    engine.network.computesBefore = 层 {0}：{1} 只接受整数，它之前不能有做计算的层
    engine.network.noEntry = 层 {0}：{1} 只接受 0 到 {2} 的整数，而 {3} 中有 {4}
    engine.network.noLayer = 没有层 '{0}'；可用的有 {1}
    engine.network.lossMissing = 缺少损失函数；可用的有 {0}
    engine.network.noLoss = 没有损失函数 '{0}'；可用的有 {1}
    # Network/Layer
    engine.network.noAxis = {0} 指定了轴 {1}，但 {2} 只有 {3} 个轴
    # Network/LayerArguments
    engine.network.takesNoArguments = {0} 没有参数，却给了 {1} 个
    engine.network.takesAtMost = {0} 最多有 {1} 个参数（{2}），却给了 {3} 个
    engine.network.hasNoArguments = {0} 没有参数 '{1}'：它不带参数
    engine.network.noArgument = {0} 没有参数 '{1}'；可用的有 {2}
    engine.network.argumentTwice = {0} 的 '{1}' 给了两次
    engine.network.argumentNeeded = {0} 需要 '{1}'
    engine.network.wholeNumber = {0} 的 '{1}' 应为 {2} 到 {3} 的整数，而不是 {4}
    engine.network.number = 一个数
    engine.network.argumentIs = {0} 的 '{1}' 应为{2}，而不是 {3}
    engine.network.flag = {0} 的 '{1}' 应为 True 或 False，而不是 {2}
    engine.network.or = " 或 "
    engine.network.choice = {0} 的 '{1}' 应为 {2}，而不是 {3}
    # Network/ModelText
    engine.network.noLayers = 模型中没有层，可以写成 "Linear(2, 8), Tanh, Linear(8, 1)"
    engine.network.notOne = '{0}' 有 {1} 项，应只有一项
    engine.network.parenthesisOpen = 括号没有闭合：缺少 ')'
    engine.network.separatorExpected = '{0}' 处应为逗号、箭头或换行
    engine.network.aName = 括号中的名称
    engine.network.nameNotClosed = 名称 '{0}' 之后缺少 ')'
    engine.network.nameWithoutColon = 名称 '({0})' 之后缺少 ':'
    engine.network.aLayer = 层
    engine.network.aLayerAfter = 接在 '{0}:' 之后的层
    engine.network.sequentialWithin = Sequential 不能嵌套：请直接写出其中的层
    engine.network.sequentialAlone = Sequential 之后缺少 '('
    engine.network.nameWithPoint = 名称 '{0}' 中不能有点号
    engine.network.missingAtEnd = 末尾缺少{0}
    engine.network.expected = '{0}' 处应为{1}
    engine.network.anArgument = 参数
    engine.network.namelessBehind = {0}：没有名称的参数应在有名称的之前：'{1}'
    engine.network.commaExpected = {0}：'{1}' 处应为 ',' 或 ')'
    engine.network.notClosed = {0}( 没有闭合：缺少 ')'
    engine.network.textOpen = {0}：文本缺少结尾的 {1}
    engine.network.listOfNumbers = {0}：列表中只能是数
    engine.network.noValue = {0}：'{1}' 不是数、True、False 或 None
    # Network/Network
    engine.network.noTensor = 没有张量 {0}；可用的有 {1}
    engine.network.noNumber = 没有 {0} 这个数：{1} 的形状为 {2}
    # Optimizers/Adadelta
    engine.optimizer.keepsBoth = s 和 D 的保留比例
    engine.optimizer.meanOfSquares = g² 的滑动平均
    engine.optimizer.meanOfSteps = δ² 的滑动平均
    # Optimizers/Adagrad
    engine.optimizer.rateFalls = 学习率下降的快慢
    engine.optimizer.sumBegins = s 的初值
    engine.optimizer.sumOfSquares = g² 之和
    # Optimizers/Adam
    engine.optimizer.keepsFirst = m 的保留比例
    engine.optimizer.keepsSecond = v 的保留比例
    engine.optimizer.amsgrad = 除以至今最大的 v
    engine.optimizer.meanOfGradient = g 的滑动平均
    engine.optimizer.largestSecond = 至今最大的 v
    # Optimizers/Clipping
    engine.optimizer.boundWanted = {0}={1}，应为{2}
    engine.optimizer.noClipping = 无裁剪
    engine.optimizer.bothBounds = {0} 和 {1}
    # Optimizers/Muon
    engine.optimizer.lookAhead = 沿动量方向前瞻
    engine.optimizer.iterations = Newton–Schulz 迭代次数
    engine.optimizer.rateByShape = 学习率如何随形状调整
    engine.optimizer.matricesOnly = muon 只更新矩阵，而 {0} 的形状为 {1}；设 bias=False 的层没有其他参数
    engine.optimizer.factorOfAdamW = 0.2⋅√max(行, 列)
    engine.optimizer.factorOfMuon = √max(1, 行/列)
    engine.optimizer.madeOrthogonal = o = {0} 正交化（Newton–Schulz 迭代 k 步）
    engine.optimizer.orthogonal = o = 正交化 {0}
    # Optimizers/Optimizers
    engine.optimizer.missing = 缺少优化器；可用的有 {0}
    engine.optimizer.none = 没有优化器 {0}；可用的有 {1}
    # Optimizers/RMSprop
    engine.optimizer.keepsSquares = s 的保留比例
    engine.optimizer.centered = 除以去均值后的标准差
    engine.optimizer.sumOfSteps = 更新的衰减累加
    # Optimizers/SGD
    engine.optimizer.dampening = g 不计入动量的比例
    engine.optimizer.nesterovNeeds = sgd：nesterov 要求 momentum 大于 0 且 dampening 为 0，而不是 momentum={0} dampening={1}
    engine.optimizer.sumOfGradients = g 的衰减累加
    engine.optimizer.firstStep = b ← {0}   首步时
    # Optimizers/Schedules/CosineAnnealingLR
    engine.optimizer.cosine = 学习率沿余弦变化，T_max 步后为 eta_min
    engine.optimizer.stepsToLowest = 降到最低学习率的步数
    engine.optimizer.lowestRate = 最低学习率
    # Optimizers/Schedules/ExponentialLR
    engine.optimizer.exponential = 学习率每步乘以 γ
    # Optimizers/Schedules/LinearLR
    engine.optimizer.linear = 学习率在 total_iters 步内从 start_factor 倍变到 end_factor 倍
    engine.optimizer.firstFraction = 起始比例
    engine.optimizer.lastFraction = 最终比例
    engine.optimizer.stepsToEnd = 变化的步数
    # Optimizers/Schedules/MultiStepLR
    engine.optimizer.multiStep = 学习率在各个 milestones 处乘以 γ
    engine.optimizer.milestones = 在哪些步下降
    # Optimizers/Schedules/OneCycleLR
    engine.optimizer.oneCycle = 学习率升到 max_lr 再降下，动量反向变化
    engine.optimizer.highestRate = 最高学习率
    engine.optimizer.stepsInAll = 总步数
    engine.optimizer.risingPart = 学习率上升阶段的占比
    engine.optimizer.annealing = 退火方式
    engine.optimizer.cyclesMomentum = 同时调整动量或 β₁
    engine.optimizer.lowestMomentum = 学习率最高时的动量
    engine.optimizer.highestMomentum = 学习率最低时的动量
    engine.optimizer.firstDivisor = max_lr 与初始学习率之比
    engine.optimizer.lastDivisor = 初始与最终学习率之比
    engine.optimizer.threePhase = 先回到初始学习率，再继续下降
    engine.optimizer.riseOfOneStep = one_cycle：{1} 步中的 pct_start={0} 只够上升一步，PyTorch 无法这样做；应改大或改小
    # Optimizers/Schedules/Schedules
    engine.optimizer.scheduleMissing = 缺少调度；可用的有 {0}
    engine.optimizer.noSchedule = 没有调度 {0}；可用的有 {1}
    engine.optimizer.beginMissing = at 之后缺少步数：应大于 {0}，例如 "at {1} cosine T_max=20"
    engine.optimizer.beginWanted = at {0}：步数应大于 {1}，例如 "at {2} cosine T_max=20"
    engine.optimizer.noMomentum = {0} 会调整 momentum 或 beta1，而 {1} 都没有；应设 cycle_momentum=False
    # Optimizers/Schedules/StepLR
    engine.optimizer.step = 学习率每 step_size 步乘以 γ
    engine.optimizer.stepsBetween = 相邻两次下降间隔的步数
    engine.optimizer.gamma = 学习率每次乘以的数
    # Optimizers/Settings/Setting
    engine.optimizer.aNumber = 一个数
    engine.optimizer.ofNumber = 数
    engine.optimizer.aWholeNumber = 一个整数
    engine.optimizer.ofWholeNumber = 整数
    engine.optimizer.trueOrFalse = 布尔值 True 或 False
    engine.optimizer.oneOf = 以下之一：{0}
    engine.optimizer.risingNumbers = 从小到大的整数
    engine.optimizer.ofRisingNumbers = 递增整数
    engine.optimizer.suchAsRising = {0}（例如 30,80）
    engine.optimizer.decay = 衰减
    engine.optimizer.weightDecay = 把权重拉向 0
    engine.optimizer.epsilon = 避免除以零
    engine.optimizer.rate = 步长
    engine.optimizer.momentum = 上一步方向的保留比例
    engine.optimizer.above = 大于 {1} 的{0}
    engine.optimizer.orMore = 不小于 {1} 的{0}
    engine.optimizer.fromTo = 从 {1} 到 {2} 的{0}
    engine.optimizer.fromToBelow = 不小于 {1} 且小于 {2} 的{0}
    engine.optimizer.aboveTo = 大于 {1} 且不大于 {2} 的{0}
    engine.optimizer.aboveToBelow = 大于 {1} 且小于 {2} 的{0}
    # Optimizers/Settings/SettingsOwner
    engine.optimizer.noSetting = {0} 没有设置 {1}；可用的有 {2}
    engine.optimizer.needs = {0} 需要 {1}：应为{2}
    engine.optimizer.wanted = {0}：{1}={2}，应为{3}
    engine.optimizer.tupleWanted = {0}：{1}={2}，应为 {3} 个数，例如 {4}
    engine.optimizer.givenTwice = {0}：{1} 给了两次
    engine.optimizer.noValue = {0}：{1} 没有值，应为{2}
    # Pooling/AvgPool1d
    engine.pooling.kernelBelowOne = 池化核 {0}：至少要覆盖 1 个位置
    engine.pooling.strideBelowOne = 步幅 {0}：窗口每次至少移动 1 个位置
    engine.pooling.paddingBelowZero = 填充 {0}：不能为负
    engine.pooling.paddingOverHalfKernel = 填充 {0}：2⋅填充不能超过池化核 {1}
    engine.pooling.kernelOverPaddedAxis = 池化核 {0}：比长 {1} 的轴加上填充 2⋅{2} 还长，放不下窗口
    engine.pooling.kernelOverAxis = 池化核 {0}：比长 {1} 的轴还长，放不下窗口
    engine.pooling.rank = {0} 维张量：AvgPool1d 需要 2 或 3 个轴
    # Pooling/PoolingPipeline
    engine.pooling.input = 输入
    # Training/CommandText
    engine.training.beginsAgain = 不能让运行在其中某一步重新开始
    engine.training.commandWanted = 应为名称和值，例如 optimizer=adam、lr=0.01 或 layer.weight[0][1]=0.5
    engine.training.noPlace = {0} 不是一个位置，应如 layer.weight[0][1]
    engine.training.noFiniteNumber = {0} 不是有限的 float32 数，应如 0.5
    # Training/Configuration
    engine.training.oneRow = 批和数据集至少要有一行，而不是 {0}
    engine.training.noFullBatch = {0} 行凑不满一批 {1} 行，而不满的末批要舍去
    engine.training.probabilitiesNeeded = {0} 需要概率，而 {1} 输出其他数；应在其后加 Sigmoid，或改用 bce-with-logits
    engine.training.nothingLearnt = 没有可训练的权重：应加入 Linear 或 Embedding
    engine.training.otherTargets = 对 {1} 行，网络输出 {0}，而目标为 {2}
    engine.training.initialWeights = 初始权重的个数为 {0}，应为 {1}
    engine.training.weightsNeeded = 接续一次运行需要它停下时的权重
    engine.training.tooManyWeights = 网络的权重超过 {0} 个，应减少
    engine.training.batchTooLarge = 一批 {0} 行需要的数超过 {1} 个，批应更小
    engine.training.targetsNeeded = {0} 的目标应在 0 到 1 之间，而 {1} 中有 {2}
    engine.training.tooFewScores = 网络每行输出 {0} 个得分，而 {1} 有 {2} 个类别；应有 {3} 个输出
    engine.training.noOptimizer = 没有优化器 {0}
    engine.training.notFinite = {0} 不是有限的 float32 数
    engine.training.startsAgain = 不能让运行在某一步重新开始：它会不断回到这一步
    # Training/RunSetup
    engine.training.noPreset = 没有预设 {0}
    engine.training.plainOnly = 只能改动由 Linear 层和激活函数组成的网络
    # Training/RunStart
    engine.training.stateOfOptimizer = 状态属于优化器 {0}，而这里没有它
    engine.training.stateOfSampling = 状态来自另一种运行（{0}），而本次是 {1}
    engine.training.stateOfClipping = 状态来自另一种运行（{0}），而本次是 {1}
    engine.training.noSchedule = 无
    engine.training.stateOfSchedule = 状态来自调度为 {0} 的运行，而本次为 {1}
    engine.training.stateCounts = 状态 {0} 的个数为 {1}，应为 {2}
    engine.training.stateNotWhole = {0} 的状态不完整
    engine.training.stateOfDraws = 状态来自抽取其他随机数的网络
    # Formats/FormatError
    format.cannotRead = 无法读取 {0}：{1}
    format.cannotWrite = 无法写入 {0}：{1}
    format.place = {1}：{0}
    format.right = {0}；{1}
    # Formats/Bytes/ByteInput
    format.bytes.standardInput = 标准输入
    format.bytes.morePlain = 超过 {0} MB，只有普通文件才能这么大
    format.bytes.more = 超过 {0} MB
    # Formats/Bytes/ByteRange
    format.bytes.shorter = 文件变短了
    # Formats/Bytes/ByteSource
    format.bytes.needsName = 需要文件名
    format.bytes.folder = 这是文件夹
    # Formats/Bytes/InflateSource
    format.bytes.noMemory = zlib 内存不足
    format.bytes.cutShort = 压缩数据不完整
    format.bytes.damaged = 压缩数据已损坏
    format.bytes.damagedAs = 压缩数据已损坏（{0}）
    format.bytes.follows = 压缩数据之后还有别的内容
    # Formats/Bytes/SystemError
    format.bytes.closed = 它已关闭
    format.bytes.noFile = 没有这个文件或文件夹
    format.bytes.denied = 没有权限
    format.bytes.notPermitted = 不允许此操作
    format.bytes.noFolder = 不是文件夹
    format.bytes.isFolder = 是文件夹
    format.bytes.inputOutput = 输入/输出错误
    format.bytes.noSpace = 磁盘空间不足
    format.bytes.readOnly = 文件系统只读
    format.bytes.manyFiles = 打开的文件过多
    format.bytes.longName = 文件名过长
    # Formats/Arrays/ArrayFile
    format.arrays.empty = 内容为空
    format.arrays.pickle = 这是 pickle 文件，只有 Python 能读
    format.arrays.hdf5 = 这是 HDF5 文件
    format.arrays.savezOr = 可用 np.savez 或 safetensors 写出能读取的文件
    format.arrays.none = 其中没有数组
    format.arrays.kinds = 可读取 .npy、.npz、MNIST 所用的 IDX 和 .safetensors
    # Formats/Arrays/ArrayFileWriter
    format.arrays.twice = 有两个数组都叫 {0}
    format.arrays.severalInNpy = 一个 .npy 文件里要放 {0} 个数组
    format.arrays.npyHoldsOne = 它只能放一个
    format.arrays.idxReadOnly = IDX 只能读取
    format.arrays.kindsWritten = 可写入 .npy、.npz 和 .safetensors
    format.arrays.npzTooLarge = .npz 文件超过 4 GB
    format.arrays.safetensorsHoldsMore = .safetensors 能放更多
    format.arrays.metadataName = 有数组叫 '__metadata__'，这个名称另有用途
    format.arrays.headerLength = 文件头有 {0} 字节
    # Formats/Arrays/ArrayShape
    format.arrays.manyAxes = 形状有 {0} 个轴，超过 {1} 个
    format.arrays.largeShape = 形状 ({0}) 超过 {1} 个元素
    format.arrays.more = 形状为 ({1}) 的 {0} 个元素之后还有内容
    # Formats/Arrays/ElementReader
    format.arrays.elementsShort = 文件不完整：元素需要 {0} 字节，实际只有 {1} 字节
    # Formats/Arrays/ElementWriter
    format.arrays.unwrittenType = 数组 {0} 的类型为 {1}
    format.arrays.typesWritten = 可写入 float32、uint8 和 int64
    format.arrays.wrongElement = 数组 {0} 中有 {1}，不是 {2}
    # Formats/Arrays/IDXArray
    format.arrays.noIDX = 不是 IDX 文件
    format.arrays.shapeShort = 文件不完整，在形状处中断
    # Formats/Arrays/NumPyArchive
    format.arrays.advice = 可用 safetensors.torch.save_file 写出其中的张量，或用 np.savez(**{k: v.numpy() for k, v in model.state_dict().items()})
    format.arrays.torchSave = 这是 torch.save 的文件，只有 Python 能读
    format.arrays.zipWithoutNpy = zip 文件中没有 .npy 文件
    format.arrays.savez = 可用 np.savez 写出能读取的文件
    format.arrays.tooMany = 所有数组合计超过 {0} 个元素
    format.arrays.place = 数组 {0}
    format.arrays.beyondEnd = 它超出了文件末尾
    format.arrays.notThere = 它不在目录所说的位置
    format.arrays.sizes = 记录的大小互相矛盾
    format.arrays.cannotHold = {0} 字节放不下应有的 {1} 字节
    format.arrays.method = 压缩方法 {0}；可用 np.savez_compressed 写出能读取的文件
    format.arrays.holdsMore = 内容超过目录所说的 {0} 字节
    format.arrays.holdsOther = 内容有 {0} 字节，不是目录所说的 {1} 字节
    format.arrays.checksum = 校验和不符：文件已损坏
    # Formats/Arrays/NumPyHeader
    format.arrays.noNpy = 文件不完整，或不是 .npy 文件
    format.arrays.save = 可用 numpy.save 写出能读取的文件
    format.arrays.version = .npy 版本为 {0}
    format.arrays.versions = 可读取版本 1、2 和 3
    format.arrays.cutShort = 文件不完整
    format.arrays.headerShort = 文件不完整，在文件头处中断
    format.arrays.byteStrings = 字节串
    format.arrays.texts = 文本
    format.arrays.objects = Python 对象
    format.arrays.complex = 复数
    format.arrays.times = 时间
    format.arrays.records = 记录
    format.arrays.otherKind = 其他种类的元素
    format.arrays.noNumbers = 内容是{0}（dtype {1}）；需要数，可用 x.astype('float32') 转换
    format.arrays.structured = 内容是记录（结构化 dtype）；需要数，可取一个字段：x['field']
    format.arrays.headerDamaged = 文件头不是 NumPy 写的格式
    format.arrays.digits = 形状中有一个 {0} 位数的长度
    # Formats/Arrays/Safetensors
    format.arrays.headerMissing = 文件不完整：文件头需要 {0} 字节，实际只有 {1} 字节
    format.arrays.moreTensors = 文件头列出的张量之后还有内容
    # Formats/Arrays/SafetensorsHeader
    format.arrays.namedTwice = 文件头中 {0} 出现了两次
    format.arrays.offsets = 张量 {0}：其 data_offsets 不是起点和终点
    format.arrays.unknownKey = 张量 {0} 有未知的键 {1}
    format.arrays.lacks = 张量 {0} 缺少 dtype、shape 或 data_offsets
    format.arrays.unreadType = 张量 {0} 的元素类型为 {1}；可读取整数和浮点数
    format.arrays.span = 张量 {0} 的形状为 ({1})，需要 {2} 字节，而 data_offsets 只给出 {3} 字节
    format.arrays.overlap = 张量 {0} 与另一个张量重叠
    format.arrays.gap = 张量 {0} 之前有空隙
    format.arrays.tooManyInTensors = 所有张量合计超过 {0} 个元素
    # Formats/Arrays/ZipDirectory
    format.arrays.directoryAway = 目录不在应在的位置：文件不完整或已损坏
    format.arrays.encrypted = 文件已加密
    format.arrays.directoryDamaged = 目录已损坏
    format.arrays.noDirectory = 末尾没有目录：文件不完整
    # Formats/JSON/JSONScanner
    format.json.headerDamaged = 头部在字节 {0} 处已损坏
    format.json.damaged = JSON 在字节 {0} 处已损坏
    format.json.headerNotUTF8 = 头部中有文本不是 UTF-8
    format.json.notUTF8 = JSON 中有文本不是 UTF-8
    # Formats/Tables/FieldBytes
    format.tables.nameNotUTF8 = 有名称不是 UTF-8
    format.tables.place = 第 {0} 行，列 {1}
    format.tables.saveAsUTF8 = 请把文件存为 UTF-8
    format.tables.point = 小数点应为英文句点
    format.tables.digits = 数字之间不要有分隔符
    format.tables.percent = 数后面不要有百分号
    format.tables.chooseFeatures = 可用 --features 选择列
    # Formats/Tables/RecordReader
    format.tables.utf16 = 这是 UTF-16 文本
    format.tables.saveItAsUTF8 = 请存为 UTF-8
    format.tables.textNotUTF8 = 有文本不是 UTF-8
    format.tables.quotationMark = 引号没有闭合
    format.tables.longField = 字段超过 {0} 字节
    format.tables.row = 第 {0} 行
    format.tables.manyFields = 一行超过 {0} 个字段
    format.tables.longRecord = 一行超过 {0} MB
    # Formats/Tables/TableReader
    format.tables.empty = 内容为空
    format.tables.rowsNeeded = 需要数值组成的行
    format.tables.onlyHeader = 只有表头，没有行
    format.tables.allMissing = 每一行都有缺失值
    format.tables.fields = 有 {0} 个字段，应为 {1} 个
    format.tables.asFirst = 每行的字段数须与第一行相同
    format.tables.noneChosen = 没有选择列
    format.tables.noNumber = 没有列 {0}
    format.tables.columns = 共有 {0} 列，从 0 到 {1}
    format.tables.noName = 没有列 {0}
    format.tables.names = 现有 {0}
    format.tables.noHeader = 没有表头；按列号选择，从 0 到 {0}
    format.tables.sameName = 有 {0} 列都叫 {1}
    format.tables.byNumber = 请按列号选择，从 0 开始
    format.tables.manyWords = 超过 {0} 个不同的词
    format.tables.otherTarget = 可用 --target 选择另一列
    format.tables.manyNumbers = 超过 {0} 个数
    format.tables.missing = 有缺失值
    format.tables.allNeeded = 每行都要有全部的值
    format.tables.notFinite = {0} 不是有限数
    format.tables.finiteNeeded = 数最大为 3.4e38，缺失的值留空
    format.tables.notNumber = {0} 不是数
    format.tables.namedPlace = 第 {0} 行，列 {1}（{2}）
    format.tables.wordNotUTF8 = 有词不是 UTF-8
    format.tables.column = 列 {0}
    # Formats/Lists/NumberLists
    format.lists.syntax = {0} 不是 JSON：第 {1} 行第 {2} 列：{3}
    format.lists.content = {0}：{1}
    format.lists.kind = {0}：{1}
    format.lists.example = 需要由数构成的嵌套列表，例如 [[1, 2], [3, 4]]
    format.lists.howToWrite = 可用 json.dump(x.tolist(), file) 写出能读取的文件
    format.lists.more = 列表之后还有内容，但只能有一个列表
    format.lists.numpy = 这是 NumPy 自己的格式，不是 JSON：{0}
    format.lists.utf16 = 这是 UTF-16 文本，不是 JSON（须为 UTF-8）
    format.lists.empty = 内容为空，不是 JSON：{0}
    format.lists.single = 需要列表，而不是单个数
    format.lists.listForNumber = {0}是列表，而第一个是数；数和列表不能并列
    format.lists.deep = 嵌套过深：列表最多嵌套 {0} 层
    format.lists.emptyList = {0}是空列表；每个列表至少要有一个元素
    format.lists.numberForList = {0}是数，而第一个是列表；数和列表不能并列
    format.lists.large = 内容过大：最多读取 {0} 个数
    format.lists.afterComma = 逗号后面缺少元素
    format.lists.ragged = {0}长短不齐：此列表长 {1}，而前面的长 {2}
    format.lists.range = {0}是 {1}，超出 float32 的范围（最大 3.4e38）
    format.lists.notFinite = {0}是 {1}：需要有限数
    format.lists.neither = {0}是 {1}，既不是数也不是列表
    format.lists.printed = {0} 是 Python 打印结果的开头；{1}
    format.lists.word = {0} 既不是数也不是列表
    format.lists.noNumber = {0} 不是 JSON 写法的数，例如 0.5 或 -1e-3
    format.lists.longNumber = 有一个数超过 {0} 个字符
    format.lists.it = 内容
    format.lists.element = "元素 {0} "
    format.lists.ended = 文本在列表结束前中断：缺少 ]
    format.lists.comma = 元素之间需要逗号或 ]；print 不写逗号，json.dump(x.tolist(), file) 会写
    format.lists.text = {0}是文本，不是数；数不加引号
    format.lists.object = {0}是对象，既不是数也不是列表；{1}
    format.lists.beforeComma = 逗号前面缺少元素
    format.lists.character = {0} 既不是数也不是列表；{1}
    format.lists.beyondASCII = 数不能以非 ASCII 字符开头；{0}
    format.lists.byte = 字节 {0} 不是文本；{1}
    # Formats/Metrics/CSVLogDecoder
    format.metrics.noColumns = 第一行没有列名
    format.metrics.kinds = 应为事件文件、JSON Lines 或 CSV
    # Formats/Metrics/EventDecoder
    format.metrics.noEvents = 不是事件文件
    format.metrics.damaged = 文件已损坏
    format.metrics.atByte = 字节 {0} 处
    format.metrics.leftOut = 字节 {0} 处的记录已损坏，已略去
    # Formats/Metrics/JSONLinesDecoder
    format.metrics.noObject = 第一行不是 JSON 对象
    format.metrics.lineLeftOut = 第 {0} 行不是 JSON 对象，已略去
    # Formats/Metrics/LineSplitter
    format.metrics.noEnd = 第 {0} 行没有结尾
    # Formats/Wire/WireMessage
    format.wire.noKind = 头部没有 kind
    format.wire.message = viz 运行的一条消息
    format.wire.tensor = 其张量 {0} 与消息体不符
    format.wire.messages = viz 运行的消息
    format.wire.notOurs = 收到的不是 viz 的消息
    format.wire.long = 其中一条长达 {0} 字节
    # Viz/Files/ArrayRows
    file.idx = 一个 IDX 文件只有图片或只有标签；需要两者都有的文件夹，例如 MNIST 的
    file.noColumnsNpz = 形状为 {0} 的数组没有列；需要两个轴，或 .npz 文件中的 x 和 y
    file.noFeatures = 没有剩下的列作特征
    file.pictureColumns = 图片没有列；请去掉 --features
    file.noRows = 其中没有行
    file.noColumns = 形状为 {0} 的数组没有列；需要两个轴
    file.manyArrays = {0} 指定了 {1} 个数组；只需要一个
    file.noArrays = 没有数组 {0}；文件里没有数组，可用 {1} 指定
    file.noArray = 没有数组 {0}；现有 {1}，可用 {2} 指定
    file.oneNumber = {0} 是单个数；需要多行
    file.notFinite = {0}[{1}] 是 {2}；需要有限数
    file.noColumn = 没有列 {0}；列号从 0 到 {1}
    # Viz/Files/ImageFolder
    file.folderColumns = 图片文件夹没有列；请去掉 --features 和 --target
    file.noPictures = 缺少 train-images-idx3-ubyte 和 train-labels-idx1-ubyte（可带 .gz），即 MNIST 下载时的文件
    file.labels = 形状为 {0} 的图片与形状为 {1} 的标签不匹配
    file.pixel = 像素 {0},{1}
    file.idxBytes = 不是字节类型的 IDX 文件
    file.mnist = 需要 MNIST 原来的文件
    # Viz/Files/PredictedRows
    file.featuresOfRows = --features 用于文件的列，而 --data 直接给出了行；请去掉它
    file.word = --data ''：需要一个词，例如 abcdef
    file.neither = --data {0}：没有这个文件；当作数：{1}
    file.cannotPredict = 无法对 {0} 预测：{1}
    file.noWords = 无法对 {0} 预测：其中没有词
    # Viz/Files/ReadingProgress
    file.readingPart = viz: 正在读取 {0}：{2} MB 的 {1} %
    file.reading = viz: 正在读取 {0}：{1} MB
    # Viz/Files/RowFile
    file.cannotLearn = 无法用 {0} 训练：{1}
    file.rowCounts = 特征有 {0} 行，目标有 {1} 行；行数须相同
    # Viz/Files/RunCheckpoint
    file.steps = 步数和轮数须在 0 到 {0} 之间
    file.schedule = 调度 {0} 不可能处于该状态
    file.noState = 缺少 {0}
    file.notExported = {0} 不是 viz export 写出的
    # Viz/Files/TableRows
    file.oneColumn = 只有一列；需要特征和目标
    file.leftOut = {0}：略去 {1} 行，缺失值位于 {2}
    # Viz/Files/TargetRule
    file.targetWords = 目标 '{0}' 含有词；有多个目标时每个都须是数
    file.targetShape = 每行 {0} 个数的目标不是类别；只需要一个
    file.noClass = 目标 {0} 不是类别；需要从 0 起的整数
    file.manyClasses = 目标有 {0} 个不同的数；若是数值，应换一个 --loss
    file.targetNumber = 目标 '{0}' 不是数；需要数
    file.unknownClass = 目标 {0} 不属于要学习的类别：{1}
    # Viz/Files/WeightExport
    file.weightEnding = 文件名须以 .safetensors、.npz、.npy、.csv 之一结尾
    file.oneTensor = .npy 文件只含一个张量，而网络有 {0} 个；.safetensors、.npz 和 .csv 可含全部
    # Viz/Files/WeightFile
    file.noWeights = 其中没有 {0}，也没有别的权重
    file.otherWeights = 其中没有 {0}，只有 {1}
    file.stateDict = 需要 state dict 的名称：{0}
    file.weightsBesides = 其中还有 {0}，而网络没有
    file.ownLayers = 请在 --model 中给出文件自己的层
    file.weightShape = {0} 的形状为 {1}
    file.networkShape = 网络的为 {0}
    file.weight = {0} 是 {1}
    file.finite = 需要有限数
    file.noOptimizerState = 其中没有优化器状态
    file.optimizerState = 可用 viz export --optimizer-state 写入
    file.brokenState = 优化器状态已损坏：{0}
    # ArticleComparison.swift
    check.gradient = 梯度
    check.initialWeights = 初始权重
    check.prediction = 预测
    check.loss = 损失
    check.gradientByDifferences = 梯度（中心差分）
    check.weightsAfterSGD = SGD 一步后的权重，lr {0}
    check.weightsAfterAdam = Adam 一步后的权重，lr {0}
    check.seed = 种子 {0}
    check.weightsGiven = 权重已给定
    check.afterStep = 第 {0} 步之后
    check.fault = ? 无法比较：{0}
    check.framework = 框架，float32
    check.byHand = 手工推导，float64
    check.difference = 差值
    check.comma = 、
    check.overTolerance = ✗ 超出容差：{0}
    check.notComparable = ? 无法比较，在 float32 中不是有限数：{0}
    check.witnessesSayZero = – 梯度已为 0：各方都得 0
    check.bothAgree = ✓ 两边一致
    check.notFinite = 非有限数
    check.allZero = 全为 0

    # AttachCommandLine.swift
    command.attach = 观看并操控正在进行的 PyTorch 训练。
    command.attachUsage = viz attach [<进程号|套接字>] [<选项>]
    command.attachDiscussion = 可以接入的训练：viz watch 留下继续运行的，或启动时把 viz 的 Python 文件夹放在 PYTHONPATH 最前面的。不带参数时接入唯一的那个。请求在两步之间执行，并用生效的那一步答复：{"kind":"ack","id":1,"ok":true,"step":412}。\n\n示例：\n  viz attach\n  viz attach --format json --frames 3\n  viz attach --do "lr*0.5"
    option.target = 训练的进程号，或其套接字。
    value.processOrSocket = 进程号|套接字
    option.list = 列出可接入的训练。
    option.attachFormat = 以 JSON Lines 打印收到的内容。
    value.format = 格式
    option.frames = 收到这么多帧后退出。（默认：训练结束时）
    option.do = 提出一个请求并打印答复：pause、run、step=N、lr=0.01、lr*0.5、lr=own、optimizer=adam、stop，其他设置同 lr。
    value.request = 请求
    option.screenTitle = 画面
    error.framesAlone = --frames 规定 --format json 何时结束：请同时给出后者
    error.doAlone = --do 本身就以 JSON 打印答复：请去掉 --format
    error.listAlone = --list 只能单独使用
    told.goesOn = {0}；进程 {1} 继续运行
    told.nobody = 没有可接入的训练：没有由 viz watch 或 viz 的 Python 文件夹启动且仍在运行的
    error.manyRuns = 有 {0} 个训练，请指定一个：{1}
    error.noRun = 进程 {0} 不是可接入的训练；可接入的见 'viz attach --list'
    error.endedBeforeAnswer = 训练在答复之前就结束了
    error.noRequest = '{0}' 不是请求；应为 pause、run、step=N、lr=0.01、lr*0.5、lr=own、optimizer=adam、stop

    # CheckCommandLine.swift
    command.check = 用另一种方法推导的数来检验引擎的数，列成表。
    command.checkUsage = viz check [<选项>]
    command.checkDiscussion = 对文章的层，把每个优化器的一步与手工推导比较；对其他网络，把下一批的梯度与 float64 参考的中心差分比较。有差值超出容差时，退出码为 1。\n\n示例：\n  viz check --seed 7\n  viz check --weights "0.5,-0.2;0.1,0.3" --input=-1,2 --target 0,1\n  viz check --preset text --steps 100
    option.stepsBefore = 比较前先走多少步。（默认：0）
    error.checkMeaningless = {0} 在这里不起作用：比较的是 SGD 和 Adam 各一步；请去掉，或给出 --steps

    # CommandAdvice.swift
    error.commandFirst = 命令要写在最前面：{0}
    error.optionsOnly = {0}；{1} 只接受选项
    error.noCommand = 没有命令 '{0}'；命令有：{1}
    error.commandMeant = 没有命令 '{0}'；是不是 {1}？命令有：{2}

    # DataOptions.swift
    option.data = 用来学习的数据集：{0}；或自己的文件：CSV 或 TSV、.npy、.npz、.safetensors、含 MNIST 文件的文件夹，- 表示标准输入。（默认：由预设决定）
    value.nameOrFile = 名称|文件
    option.features = 文件中用来学习的列，用列名或列号，从 0 数起，-1 为最后一列；.npz 和 .safetensors 中为数组名。（默认：目标以外的所有列；x）
    value.columns = 列
    option.header = 表的第一行是否为列名。（默认：auto，数上面有词时为 yes）
    option.test = 其各行作为留出集的文件，格式相同。（默认：无；文件夹则为 t10k）
    value.file = 文件
    option.standardize = 按训练集把每个特征变为均值 0、标准差 1：同 torch.std 除以 n - 1，常数列保持为 0。
    option.split = 用来学习的行所占比例，其余留出。1 表示全部。（默认：由数据集决定）
    value.part = 比例
    option.dataSeed = 数据及划分的种子。（默认：0）
    value.seed = 种子
    option.samples = 生成多少行。（默认：由数据集决定）
    option.noise = 数据的噪声，百分比，0 到 50。（默认：由数据集决定）
    value.percent = 百分比
    option.batch = 一批的行数，或 all。（默认：由预设决定；无预设时为 {0}）
    option.noShuffle = 每轮都按原有顺序取行。
    option.dropLast = 丢弃不满的最后一批。
    option.size = 文章示例的输入和目标的长度；单独给出时由 --data-seed 抽取二者。（默认：2）
    option.input = 文章示例的输入 x，数的个数同 --size。（默认：-0.5,0.1）
    option.targetColumns = 文件中作为目标的列，用列名、列号或数组名；文章示例则为目标 y，数的个数同 --size。（默认：最后一列；y；0.1,0.2）
    parser.invalidValueWhy = 值 '{0}' 不适用于 '{1}'：{2}
    error.listMissing = 缺少 {0}：--size {1} 时需要 {2} 个数
    error.twiceSize = {0} 有 {1} 个数，而 --size 为 {2}：需要 {3} 个；小数请用点号
    error.notSize = {0} 有 {1} 个数，而 --size 为 {2}：需要 {3} 个
    error.noDataFile = 没有这个文件，数据集有：{0}
    error.columnNames = 需要列名或列号，用逗号分隔，例如 height,weight
    error.header = 应为 auto、yes、no 之一
    error.split = 需要一个大于 0、不超过 1 的数，例如 0.8
    error.samples = 需要 1 到 {0} 的整数，例如 500
    error.noise = 需要 0 到 50 的数，例如 10
    error.batch = 需要不小于 1 的整数，例如 32，或 all

    # DataRows.swift
    error.notForFileRows = {0} 对文件中的行不起作用；请去掉
    error.splitAndTest = --split {0} 和 --test {1} 都会留出行；请只给一个
    error.onlyForFiles = {0} 对数据集 {1} 不起作用，只用于自己的文件；请去掉
    error.onlyForArticle = {0} 对数据集 {1} 不起作用，只用于文章的样本；请去掉
    error.shippedSamples = {0} 对数据集 {1} 不起作用，它有 {2} 行；请去掉
    error.takesNoNoise = {0} 对数据集 {1} 不起作用，它不加噪声；请去掉
    error.splitOf = {0} 的 --split
    error.oneSample = {0} 对文章的单个样本不起作用；请去掉，或给出 --preset 或 --data
    error.dropLast = --drop-last：{0} 行凑不满一批 {1} 行；--batch 应不超过 {2}

    # EventOptions.swift
    option.toggle = 在这些步之后切换优化器：SGD 换为 Adam，其他换为 SGD，再换回；顺序不限。（默认：无）
    option.at = 某步之后的变化：40:optimizer=adam、60:lr=0.01 或其他设置、80:0.weight[0][1]=0.5；可重复。（默认：无）
    value.stepChange = 步:变化
    error.at = --at {0}：需要步以及其后的变化，例如 40:lr=0.01

    # ExportCommandLine.swift
    command.export = 把训练若干步后的权重写入文件。
    command.exportUsage = viz export [<选项>] -o <文件>
    command.exportDiscussion = 格式由文件扩展名决定：.safetensors 或 .npz 含全部张量，名称同 PyTorch 的 state dict；.npy 含一个张量；.csv 每个数占一行。前三种可由 --weights 读取。\n\n示例：\n  viz export --preset spiral --seed 7 --epochs 300 -o spiral.safetensors\n  viz export --preset digits --seed 1 -o digits.npz --optimizer-state
    option.lengthTitle = 长度
    option.output = 要写入的文件，扩展名为 .safetensors、.npz、.npy、.csv 之一。
    option.tensor = 写入 .npy 文件的张量。（默认：唯一的那个）
    value.name = 名称
    option.exportState = 同时写入优化器状态，以及用 --optimizer-state 继续运行所需的一切；--weights 的文件含有状态时，由此继续。
    error.trainingStopped = 训练已停止：{0}
    told.standardizationLost = {0} 不保存特征的标准化方式；.safetensors 会保存，供 viz predict 使用
    told.seed = 种子 {0}
    error.tensorForNPY = --tensor 用于只含一个张量的 .npy 文件；请去掉，或写入 .npy 文件
    error.stateNeedsMany = --optimizer-state 需要能含多个张量的 .safetensors 或 .npz 文件
    error.noTensor = --tensor {0}：网络的张量有 {1}
    error.oneTensor = -o {0}：.npy 文件只含一个张量；需要 --tensor，取 {1} 之一

    # HelpPage.swift
    parser.overview = 概述：{0}
    parser.usage = 用法：{0}
    parser.seeHelp = 详见 '{0} <命令>'。
    parser.section = {0}：
    parser.defaultCommand = {0}（默认）
    parser.arguments = 参数
    parser.options = 选项
    parser.subcommands = 命令
    parser.showVersion = 显示版本。
    parser.showHelp = 显示帮助。
    parser.valuesAndDefault = {0}（可选：{1}；默认：{2}）
    parser.values = {0}（可选：{1}）
    parser.default = {0}（默认：{1}）

    # LookOptions.swift
    option.color = 颜色：auto、direct、256、16 或 none。（默认：auto；render 为 direct）
    value.depth = 深度
    option.theme = 主题：{0}；terminal 取终端自己的颜色。（默认：auto，按终端背景；render 为 dark）
    value.theme = 主题
    option.ascii = 只用 ASCII 字符。
    option.unicode = 使用所有字符，不管区域设置和终端。
    error.asciiAndUnicode = --ascii 和 --unicode 互斥；请只给一个
    error.unknownTerminal = terminfo 不认识终端 '{0}'；请设置 TERM，例如 xterm-256color
    error.noCursorPlacement = 终端 '{0}' 无法定位光标；请设置 TERM，例如 xterm-256color
    error.noUTF8 = --unicode 需要 UTF-8 的区域设置，但系统没有安装；已安装的见 'locale -a'
    error.noPipe = 无法打开管道：{0}
    error.colors = 颜色深度有：auto、direct、256、16、none
    error.themes = 主题有：{0}

    # NetworkComparison.swift
    check.batch = {0}，第 {1} 步之后，一批 {2} 行，损失 {3}
    check.parameter = 参数
    check.shape = 形状
    check.compared = 已比较
    check.largestDifference = 最大差值
    check.tolerance = 容差
    check.comparedOf = {0} / {1}
    check.kinks = {0} 个在折点处或不是有限数
    check.differsAt = ✗ 在 {0}
    check.incomparable = ? 无法比较
    check.atKink = ? 无法比较，不是有限数或在折点：{0}
    check.bothSayZero = – 梯度已为 0：两边都得 0
    check.autogradAgrees = ✓ 自动微分与 float64 参考的中心差分一致

    # NetworkOptions.swift
    option.preset = 配套的网络、数据和优化器：{0}。另外给出的选项优先。（默认：article）
    option.model = 用 PyTorch 记法写出的各层，例如 "Linear(2, 8), Tanh, Linear(8, 1)"，或 print 显示的 nn.Sequential：{0}。（默认：由预设决定）
    value.layers = 层
    option.loss = 损失，用本名或 PyTorch 的名称，选项写在后面，例如 "cross-entropy label_smoothing=0.1"：{0}。（默认：由预设决定）
    option.seed = 初始权重和行序的种子，同 torch.manual_seed。（默认：随机抽取并显示；render 为 0）
    option.weights = 初始权重的文件，名称同 PyTorch 的 state dict：.safetensors、.npz、JSON 的嵌套列表，或单个张量的 .npy；文章示例也可逐行写出各数。（默认：由种子抽取）
    value.fileOrNumbers = 文件|a,b;c,d
    error.noWeightFile = 没有这个文件；文章示例也可给数，例如 0.5,-0.2;0.1,0.3
    error.presets = 预设有：{0}

    # OpenCommandLine.swift
    command.open = 显示运行日志中的损失，并随日志增长更新。
    command.openUsage = viz open <路径> ...
    command.openDiscussion = TensorBoard 的事件文件、含指标的 JSON Lines 和 CSV，可以是单个文件或文件夹。含事件文件的文件夹算一次运行，其他文件每个算一次。日志只有数值而没有权重，因此只显示数值。\n\n示例：\n  viz open runs\n  viz open run.jsonl other.jsonl
    option.logs = 日志，或含日志的文件夹。
    value.path = 路径
    error.pathMissing = 缺少路径：例如 viz open runs
    error.nothingToPrint = {0} 不是终端，而没有终端 viz open 什么也打印不了

    # OptimizerOptions.swift
    option.optimizer = 起始的优化器，设置写在后面，例如 "sgd lr=0.05 momentum=0.9 nesterov"：{0}。（默认：由预设决定；无预设时为 sgd）
    option.lr = 各优化器的学习率。（默认：由预设决定；否则 SGD 为 0.1，Adam 为 0.001，其他同 PyTorch）
    value.rate = 学习率
    option.sgdLr = SGD 的学习率。（默认：同 --lr）
    option.adamLr = Adam 的学习率。（默认：同 --lr）
    option.momentum = 动量，用于有动量的优化器。（默认：0）
    option.dampening = SGD 的动量抑制 dampening。（默认：0）
    option.nesterov = Nesterov 动量，需要 --momentum。
    option.weightDecay = 各优化器的权重衰减。（默认：0；AdamW 和 Muon 同 PyTorch）
    option.beta1 = Adam 和 AdamW 的 β₁。（默认：0.9）
    option.beta2 = Adam 和 AdamW 的 β₂。（默认：0.999）
    option.eps = ε，避免除以零。（默认：1e-8，或同 PyTorch）
    option.amsgrad = Adam 使用迄今最大的二阶矩。
    option.set = 任何设置，用 PyTorch 的名称，例如 alpha=0.99，或只对一个优化器，例如 adam.lr=0.01；可重复：{0}。（默认：无）
    value.nameValue = 名称=值
    option.schedule = 逐步改变学习率的调度，例如 "cosine T_max=20" 或 "linear total_iters=5, at 5 cosine T_max=20"：{0}。（默认：无）
    option.clipNorm = 全部梯度合在一起的最大范数。（默认：无）
    option.clipValue = 梯度元素的最大绝对值。（默认：无）
    error.bound = 需要一个大于 0 的有限数，例如 1
    error.set = --set {0}：需要名称和值，例如 alpha=0.99 或 adam.lr=0.01
    error.and = " 和 "
    error.otherOptimizer = {0} 在这里不起作用：运行的是 {1}，不是 {2}；请去掉
    error.settingsOf = {0} 有 {1}
    error.semicolon = ；
    error.noSuchSetting = {0} 在这里不起作用：{1}；请去掉

    # OptionParsers.swift
    error.ofOption = {0}：{1}
    error.decimalPoint = 小数请用点号，例如 0.1
    error.nonNegative = 需要一个不小于 0 的有限数，例如 0.1
    error.fraction = 需要一个不小于 0、小于 1 的数，例如 0.9
    error.finite = 需要一个有限数，例如 0.9
    error.seed = 需要不超过 64 位的整数，例如 7
    error.whole = 需要一个整数，例如 4
    error.shape = 需要两个或三个 1 到 4096 的长度，元素不超过 {0} 个，例如 3,4,5
    error.count = 需要不小于 0 的整数，例如 100
    error.framesPerSecond = 需要 1 到 60 的整数，例如 10
    error.positive = 需要不小于 1 的整数，例如 2
    error.size = 需要 1 到 4096 的整数，例如 2
    error.numberMissing = 逗号旁缺少数；写法如 -0.5,0.1
    error.noFloat32 = '{0}' 不是有限的 float32 数；写法如 -0.5,0.1
    error.steps = '{0}' 不是步；请给出不小于 0 的整数，例如 40,80
    error.rowLengths = 第 1 行有 {0} 个数，第 {1} 行却有 {2} 个；各行长度须相同
    error.pace = 需要每秒步数，0.01 到 1e9，或 max
    error.scenes = 场景有：{0}
    error.screen = 需要 1 到 1000 的列数和行数，例如 120x40
    error.noKey = 没有键 '{0}'；键名同帮助 (?)，例如 "o + + space"

    # ParserWords.swift
    parser.either = {0}\n   或：{1}，在 '{2}' 中
    parser.optionMeant = 未知选项 '{0}'。是不是 '{1}'？
    parser.unknownOption = 未知选项 '{0}'
    parser.invalidOption = 无效选项：{0}
    parser.missingValue = '{0}' 缺少值
    parser.noValue = 选项 '{0}' 不带值，却给了 '{1}'。
    parser.setAlready = {0} 要设置的值已由 {1} 设置
    parser.missingArgument = 缺少参数 '{0}'
    parser.missingOneOf = 缺少其中之一：{0}
    parser.unexpectedArgument = 多余的参数 '{0}'
    parser.unexpectedArguments = {0} 个多余的参数：{1}
    parser.comma = 、
    parser.invalidValueList = 值 '{0}' 不适用于 '{1}'。应为 {2} 之一。
    parser.invalidValue = 值 '{0}' 不适用于 '{1}'
    parser.missingCommand = 缺少命令。
    parser.noScript = 无法为 '{0}' 生成补全脚本。\n请用 --generate-completion-script=<shell>，取以下之一：\n    {1}
    parser.noShell = 无法识别所用的 shell。\n请用 --generate-completion-script=<shell>，取以下之一：\n    {0}

    # PoolCommandLine.swift
    command.pool = 逐级打印平均池化如何改变张量的形状。
    command.poolUsage = viz pool [<选项>]
    command.poolDiscussion = 文本的排版同 PyTorch 打印张量。\n\n示例：\n  viz pool --seed 3 --shape 3,4,5 --kernel 2\n  viz pool --values - --kernel 2 < values.json
    option.shape = 各轴的长度：样本、文本、向量。（默认：3,4,5）
    option.kernel = 窗口的长度。（默认：{0}）
    option.stride = 窗口的步幅。（默认：同窗口长度）
    option.padding = 轴两端各填充多少个 0。（默认：0）
    option.ceilMode = 末端不满的最后一个窗口也算。
    option.excludePadding = 求均值时不计填充。
    option.noTranspose = 不交换轴，直接池化最后一个轴。
    option.noSqueeze = 保留长度为 1 的轴。
    option.poolSeed = 数值的种子，同 torch.manual_seed。（默认：随机抽取并显示）
    option.values = 改为从 JSON 嵌套列表读取张量：文件、管道，或用 - 表示标准输入。（默认：无）
    option.poolFormat = 各级的打印格式。
    error.valuesAlone = --values 自带形状和数值：请去掉 --shape 和 --seed
    error.ofShape = --shape：{0}
    error.kernelMissing = 缺少 --kernel：默认值 {0} 比长度为 {1} 的轴还长，放不下窗口
    error.poolRank = {0} 中的张量有 {1} 个轴：需要 2 层或 3 层嵌套的列表
    pool.input = 输入

    # PredictCommandLine.swift
    command.predict = 用训练好的权重预测自己的各行，以 JSON Lines 打印。
    command.predictUsage = viz predict --weights <文件> --data <行> [<选项>]
    command.predictDiscussion = 网络的写法同训练时：用 --preset，或 --model 和 --loss。各行来自文件，写法也同训练时，但不含目标；或直接写在 --data 中：数之间用逗号、行之间用分号，网络接受字母时则写词。特征按训练时各行的尺度变换，该尺度保存在 viz export 的 .safetensors 文件中。\n\n示例：\n  viz predict --preset spiral --weights spiral.safetensors --data "0.5,2;-3,1"\n  viz predict --preset text --weights text.npz --data "abcdef xyzxyz"\n  viz predict --preset penguins --weights penguins.safetensors --data birds.csv
    option.networkTitle = 网络
    option.predictData = 要预测的行：文件、表示标准输入的 -、数或词。
    value.fileOrRows = 文件|行
    option.predictFeatures = 文件中作为特征的列，用列名、列号或数组名。（默认：由预设决定，或全部；x）
    error.weightsMissing = 缺少 --weights：需要训练好的权重文件
    error.lossMissing = 有 --model 还缺少 --loss；或给出二者兼有的 --preset
    error.seedWithWeights = --seed {0} 对已有的权重不起作用；请去掉
    error.theData = 数据
    told.standardizationGuessed = 权重没有说明各行如何标准化；按数据种子 0 的结果处理
    error.weightNumbers = --weights 有 {0} 个数，而网络有 {1} 个；应给出文件

    # Predictor.swift
    error.featureCount = 权重是从每行 {0} 个特征学到的，而这里有 {1} 个

    # PythonPathCommandLine.swift
    command.manual = 打印手册页，供 man 使用。
    command.manualDiscussion = 把所有命令及其选项、所有按键、文件和环境变量排成一页 man 手册：其内容与 --help 和 ? 同出一源。\n\n示例：\n  viz manual | man -l -\n  viz manual > viz.1
    manual.name = 名称
    manual.synopsis = 概要
    manual.description = 描述
    manual.commands = 命令
    manual.options = 选项
    manual.keys = 按键
    manual.groups = 还接受以下各组的选项：{0}。
    manual.takers = 适用于 {0}。
    manual.anyScene = 所有场景
    manual.watched = 观察其他程序时
    manual.status = 退出状态
    manual.environment = 环境变量
    manual.files = 文件
    manual.status0 = 一切正常。
    manual.status1 = 出了错，标准错误输出上有一行说明；或者 check、lesson --check、replay --check 发现了差异。
    manual.status64 = 命令行有误；一行说明会指出正确的写法。
    manual.statusSignal = 由信号 n 结束；终端已恢复原状，文件完整。
    manual.term = 终端的能力：按键与颜色；--color 优先。
    manual.noColor = 只要设置了它，就不使用颜色。
    manual.locale = 终端是否接受 UTF-8，否则以 ASCII 绘制（--unicode、--ascii）；以及语言（--lang）。
    manual.runtimeFolder = 被观察的程序的套接字所在之处，位于只属于你的文件夹中。
    manual.stateFolder = 被观察的程序的输出所存之处。
    manual.pythonPath = viz watch 会把 viz python-path 的文件夹放在它的最前面。
    manual.outputFiles = 被观察的程序的输出，以及对它们所做更改的日志。
    manual.socketFiles = 可以接入的运行的套接字。
    command.pythonPath = 打印 Python 端的文件夹，供 PYTHONPATH 使用。
    command.pythonPathDiscussion = 把该文件夹放在 PYTHONPATH 最前面，凡是执行优化器步的 PyTorch 程序都可以接入。若 Python 忽略 PYTHONPATH，只要该文件夹在 sys.path 中，程序里的两行效果相同：import viz_torch; viz_torch.watch(model)。\n\n示例：\n  PYTHONPATH=$(viz python-path) python train.py\n  PYTHONPATH=$(viz python-path) torchrun --nproc-per-node=2 train.py

    # RenderCommandLine.swift
    command.render = 不用终端，把一帧画面打印为文本、ANSI 或 SVG。
    command.renderUsage = viz render [<选项>]
    command.renderDiscussion = 相同的选项得到逐字节相同的输出；没有 --seed 时种子为 0。\n\n示例：\n  viz render --preset circle --steps 500 --screen 80x24\n  viz render --scene race --keys "right + + s s s" --format svg > race.svg
    option.frameSize = 列数和行数。（默认：120x40）
    value.size = 宽x高
    option.stepsBeforeKeys = 按键之前走的步数。（默认：0）
    option.keys = 要按的键，键名同帮助 (?)，用空格分隔。（默认：无）
    value.keys = 键
    option.renderFormat = 画面的打印格式。
    error.idleKey = --keys：键 '{0}' 不起作用；可用的键见帮助 (?)

    # RunCommandLine.swift
    command.run = 全屏训练，用键盘操控（默认命令）。
    command.runUsage = viz [run] [<选项>]
    command.runKeys = 各场景通用的键：
    command.runDiscussion = 在画面上，? 列出当前场景的键：space 运行和暂停，s 走一步，o 切换优化器，+ 和 - 改变学习率，1 到 {0} 切换场景，q 退出。\n\n示例：\n  viz --seed 7\n  viz --preset spiral --speed max --log run.jsonl --every 100
    option.speed = 每秒步数，或 max。（默认：100）
    value.pace = 速度
    option.framesPerSecond = 每秒最多几帧，1 到 60：线路慢时可取小些。（默认：60）
    option.paused = 启动后先暂停。
    option.noMouse = 在所有场景中都把鼠标留给终端。
    option.bell = 训练已收敛或自行停止时让终端响铃。
    option.stopAt = 在这一步之后暂停。（默认：从不）
    option.log = 把运行写入文件，格式同 viz trace，每个改变运行的按键也占一行。文件随运行增长，可用 viz replay 播放；原有文件被替换。（默认：无）
    option.logEvery = 每 k 步记录一次，最后一步也记录。（默认：1）
    error.everyWithoutLog = --every 规定 --log 多久写一次：请同时给出 --log 及文件
    error.stdoutNoTerminal = stdout 不是终端；不用画面的运行请用 'viz trace'
    error.stdinNoTerminal = stdin 不是终端，无法按键；不用画面的运行请用 'viz trace'
    told.logUnfinished = 日志仍在写入；中断三次则放弃
    told.seedNone = 无种子，权重已给定

    # ScreenOptions.swift
    option.scene = 要显示的场景：{0}，或其编号。（默认：{1}）

    # ScriptCommandLine.swift
    command.script = 打印做同样运行的 PyTorch 程序。
    command.scriptUsage = viz script [<选项>]
    command.scriptDiscussion = 程序只需要 torch，要读取文件时还需要 NumPy；它每行打印 {"step":…,"loss":…}，即 viz trace 在相同选项下的损失。加上 --numpy 则为文章的层，梯度由手工推导，只需要 NumPy。\n\n示例：\n  viz script --preset spiral --seed 7 --epochs 10 > spiral.py\n  viz script --seed 7 --toggle 40 --numpy
    option.printingTitle = 打印
    option.numpy = 用 NumPy 手工推导文章示例的梯度。

    # StateOptions.swift
    option.optimizerState = viz export --optimizer-state 写出的文件：从其结束处继续，逐位一致，优化器、设置、调度和行序不变，步数接着数；没有另给 --weights 时权重也取自该文件。（默认：无）

    # StepOptions.swift
    option.steps = 走多少步。（默认：100）
    option.epochs = 遍历数据多少轮，代替 --steps。（默认：无）
    error.stepsAndEpochs = --steps 和 --epochs 互斥；请只给一个
    error.epochs = --epochs {0}：步数太多，无法计数；请减少
    option.every = 每 k 步打印一次，最后一步也打印。（默认：1）

    # TraceCommandLine.swift
    command.trace = 不用画面，以 JSON Lines 或文本打印运行。
    command.traceUsage = viz trace [<选项>]
    command.traceDiscussion = 第 k 步的行是第 k 次更新：更新前权重下的损失、预测和梯度（裁剪前的梯度），更新后的权重，以及所用的学习率。第 0 步的行是初始权重。加上 --epochs，每轮之后还有一行，是该轮最后一步后权重的损失和准确率。\n\n示例：\n  viz trace --seed 7 --steps 3\n  viz trace --preset circle --optimizer adam --seed 1 --epochs 50 --every 100\n  viz trace --seed 7 --toggle 40,80 --steps 120 --every 10 --format text
    option.traceFormat = 每步的打印格式；text 供人和屏幕阅读器使用。
    option.fields = 每步一行所含的内容，用逗号分隔：{0}。（默认：loss；文章示例另有格式）
    value.list = 列表
    error.fieldsWithText = --fields 对格式固定的 --format text 不起作用；请去掉
    error.fieldsHand = --fields hand：只有文章的层有手工推导，而给出的是另一个网络；请去掉
    error.noField = '{0}' 不是字段 {1} 之一

    # TrainingOptions.swift
    option.dataTitle = 数据
    option.optimizerTitle = 优化器
    option.eventsTitle = 事件
    option.threads = 可用于计算的线程数，或 auto；不论多少，结果逐位相同。（默认：1）
    error.weightRows = --weights 有 {0} 行，每行 {1} 个数，而 --size 为 {2}：需要 {3} 行，每行 {4} 个数
    error.threads = 需要 1 到 1024 的整数，或 auto
    told.goesOnAfter = 从第 {0} 步之后继续，优化器为 {1}
    error.ofOptimizer = --optimizer {0}：{1}
    error.cannotGoOn = 无法从 {0} 继续：{1}
    error.ofEvent = --at {0}:{1}：{2}
    error.partsMissing = 有 {1} 还缺少 {0}；或给出样样齐全的 --preset
    error.articleNumbers = --weights 只能为文章的层直接给数，而给出的是另一个网络；应给出文件

    # VizCommand.swift
    command.viz = 现场观看网络训练，或观看 PyTorch 训练你的网络，并用键盘操控。
    command.vizUsage = viz [<命令>] [<选项>]
    command.vizDiscussion = 没有命令时，选项同 run。\n\n示例：\n  viz --seed 7\n  viz trace --preset circle --seed 7 --epochs 3 --every 25\n  viz watch -- python train.py

    # WatchCommandLine.swift
    command.watch = 启动 PyTorch 程序，观看并操控其训练。
    command.watchUsage = viz watch [<选项>] -- <命令> ...
    command.watchDiscussion = 程序无需修改。它在自己的会话中运行，输出写入文件；q 会询问是让它继续运行（之后可用 viz attach 回来）还是停止。不加操控时，计算结果与不用 viz 时相同。\n\n示例：\n  viz watch -- python train.py --lr 0.1\n  viz watch --output train.log -- torchrun --nproc-per-node=2 train.py
    option.cwd = 在哪个文件夹中启动。（默认：当前文件夹）
    value.folder = 文件夹
    option.watchOutput = 保存程序全部输出的文件，原有文件被替换；所做的改动写在其旁边。（默认：在 ~/.local/state/viz 中新建）
    option.hold = 无人观看时，已暂停的训练一直暂停，而不只是一分钟。
    option.replay = 按早先训练的操控日志，在相同的步重做一遍。（默认：无）
    option.program = 程序及其参数，写在 -- 之后。
    value.command = 命令
    error.programMissing = 缺少程序：例如 viz watch -- python train.py
    told.outputIn = 输出在 {0}
    told.ended = {0}；已结束，退出码 {1}
    told.goesOnSoon = {0}；进程 {1} 一分钟后继续运行，viz attach 可回来
    told.leftRunning = {0}；进程 {1} 继续运行，viz attach 可回来
    error.outputNotPlain = --output '{0}' 不是普通文件；程序的输出须从普通文件读取
    error.cannotReadReplay = 无法读取 --replay '{0}'：{1}
    error.cannotWriteOutput = 无法写入 --output '{0}'：{1}
    error.noSteeringLog = --replay '{0}' 不是操控日志：第 {1} 行没有改动；viz watch 会在输出旁边写一份
    error.noHome = 没有主文件夹来存放程序的输出；请用 --output 指定文件
    error.cannotMakeFolder = 无法创建文件夹 {0}：{1}；请用 --output 指定文件

    # WatchScreen.swift
    error.noTerminal = {0} 不是终端；不用画面的运行请用 'viz attach --format json'
    told.noStep = 没有看到优化器走一步
    # Languages
    option.lang = 语言：{0}。（默认：auto，按区域设置；render 和 cast 为 en）
    value.lang = 语言
    error.languages = 可选的语言：{0}

    # Recordings
    frame.replay = 回放
    keys.saveRecording = 保存本次运行的录制
    keys.saveWeights = 保存权重
    edit.weightFile = 权重存到
    notice.replay = 回放 {0} / {1}
    notice.replayFaster = 回放 {0} / {1}，{2}×
    notice.replayOver = 录制已播完 · 空格从这里继续，< 后退
    notice.replayOverShort = 回放结束 · 空格继续
    notice.replayAdvice = {0} · 按任何改变运行的键即可接手
    notice.replayShort = 回放 {0}
    recording.empty = 文件是空的
    recording.writes = viz --record 或 w 键可写出录制
    recording.line = 第 {0} 行：{1}
    recording.earlier = 时间早于上一行
    recording.tooMany = 行数太多
    recording.noObject = 不是 JSON 对象
    recording.noRun = 没有说明是哪次运行
    recording.noOptions = 运行的选项并非都是文本
    recording.noEnd = 第 {0} 行没有结尾
    recording.noStep = 没有 step（从 0 起的整数）
    recording.noDeed = 没有说明做了什么
    recording.wrongDeed = 没有 '{0}' 这种操作
    recording.wrongValue = '{0}' 不能取值 {1}
    recording.noTime = 没有 time（从 0 起的秒数）
    recording.wrongHash = hash 不是 16 位十六进制数
    recording.noLoss = 有 hash 却没有 loss
    replay.otherRows = 数据行不同：其 hash 为 {0}，录制的是 {1}
    replay.stopped = 第 {0} 步（第 {1} 行）：运行停在第 {2} 步：{3}
    replay.stands = 第 {0} 步（第 {1} 行）：运行处于第 {2} 步
    replay.otherHash = 第 {0} 步（第 {1} 行）：hash 为 {2}，录制的是 {3}
    replay.otherLoss = 第 {0} 步（第 {1} 行）：损失为 {2}，录制的是 {3}
    replay.cannotPlay = 无法播放 {0}：其中的运行：{1}
    replay.torn = {0}：最后一行不完整，已略去
    replay.rowsChanged = {0}：数据行与录制时不同
    replay.different = {0} 不一致：{1}
    replay.same = {0}：{1} 处全部一致，直到第 {2} 步
    replay.sameLog = {0}：{1} 处和 {2} 个损失全部一致，直到第 {3} 步
    command.replay = 播放一次运行的录制，或校验其结果逐位相同。
    command.replayUsage = viz replay <文件> [<选项>]
    command.replayDiscussion = 录制由 --record 和 w 键写出；--log 的文件也是录制。屏幕上，空格暂停和继续，[ 和 ] 减速和加速，< > 和 b 在其中移动；按任何改变运行的键即可接手，此后便是你自己的运行。\n\n示例：\n  viz replay demo.jsonl\n  viz replay run.jsonl --check
    option.recording = 录制文件。
    option.replayCheck = 不用屏幕，在所有记录处比较损失和全部权重的 hash；遇到第一处不同即以状态 1 退出。
    option.replaySpeed = 每秒步数，或 max，或倍速，例如 2x。（默认：原速）
    command.cast = 把录制写成 asciinema 文件，无需终端。
    command.castUsage = viz cast <文件> -o <文件> [<选项>]
    command.castDiscussion = 文件为 asciinema 第 2 版格式：可用 asciinema play 播放，也可在网页中播放。相同的录制和选项得到相同的字节。\n\n示例：\n  viz cast run.jsonl -o run.cast\n  viz cast demo.jsonl -o demo.cast --screen 100x30 --speed 2x
    option.castOutput = 要写的文件。
    option.castSpeed = 每秒步数，或倍速，例如 2x。（默认：原速）
    error.replaySpeed = 需要 0.01 到 1e9 之间的每秒步数，或 max，或倍数，例如 2x
    option.record = 把对运行所做的一切写入文件，供 viz replay 使用。文件随运行增长；旧文件会被替换。（默认：无）
    error.oneFileForBoth = --log 和 --record 写的是同一个文件：日志可以回放，有一个就够了
    run.tooMuchDone = 这次运行操作太多，无法另存录制；--record FILE 会边运行边写
    run.noRecording = 这次运行没有录制
    error.isThere = {0} 已经存在；请换一个名字

    # Lessons
    hint.next = 继续
    hint.reveal = 揭晓
    hint.guess = 猜
    keys.reveal = 揭晓答案
    keys.guess1 = 我们猜：第一个
    keys.guess2 = 我们猜：第二个
    keys.guess3 = 我们猜：第三个
    keys.guess4 = 我们猜：第四个
    keys.nextStop = 课程下一站
    keys.stopBefore = 课程上一站
    command.lesson = 上一堂课：全班先预测，再按键揭晓。
    command.lessonUsage = viz lesson [<名称|文件>] [<选项>]
    command.lessonDiscussion = 不带名称则列出课程。PageDown 继续，PageUp 返回；提问由 PageDown 揭晓，也可按全班所猜答案的序号。怎样自己写课程见 docs/LESSONS.md。\n\n示例：\n  viz lesson gradient\n  viz lesson gradient --print > mine.md\n  viz lesson mine.md --check
    option.lesson = 课程的名称，或课程文件。（默认：列出课程）
    value.lesson = 名称|文件
    option.lessonCheck = 指出每处错误及其行号，并在无屏幕下播放课程；有任何错误即以状态 1 退出。
    option.lessonPrint = 打印课程的原文。
    error.lessonName = 缺少课程的名称或文件：应为 viz lesson gradient --check
    error.noLesson = 没有名为 '{0}' 的课程；可选的有：{1}；文件名要含点号或 /
    error.lessonNoText = 无法读取 {0}：不是 UTF-8 文本
    told.lessonPlays = {0}：{1} 站，{2} 次预测，播放到第 {3} 步
    told.lessonLine = {0}{1}{2}（{3} 站）
    lesson.last = 这是最后一站 · PgUp 返回，q 退出
    lesson.first = 这是第一站
    lesson.refuses = 这里的按键由课程掌握；PgDn 继续，直到交给你们的一站
    lesson.wrong = 不是：{0}
    lesson.mistake = {0} 第 {1} 行：{2}
    lesson.wrongOptions = 其中的运行：{0}
    lesson.noHeading = 每一站以标题开头，例如：## 向左一步
    lesson.noStops = 没有任何一站；每站以标题开头，例如：## 向左一步
    lesson.noHead = 课程以两行 --- 之间的头部开始
    lesson.headLine = 头部每行是一个名称及其内容，例如 title: 梯度告诉我们什么
    lesson.language = language: {0} 不在 {1} 之中
    lesson.headName = 头部没有 '{0}:'；可用的是 title、language、preset 和 options
    lesson.noTitle = 头部没有 title:
    lesson.emptyHeading = 标题没有文字
    lesson.noText = 这一站什么也没说；应有一两句话
    lesson.noName = 没有 '{0}:' 这种操作；可用的是 {1}
    lesson.emptyLine = {0}: 后面没有内容
    lesson.lookFirst = look: 只出现一次，且在任何操作之前
    lesson.onePrediction = 一站只有一个 predict:
    lesson.becauseOnce = because: 只出现一次，在 predict: 之后
    lesson.noKey = 没有 '{0}' 这个键；按 ? 看帮助
    lesson.noSteps = run: {0}：需要 1 到 1000000 的步数，例如 40
    lesson.answerWithoutQuestion = 答案写在 predict: 之后
    lesson.noMark = 答案写作 - [ ] …，正确的写作 - [x] …
    lesson.emptyAnswer = 答案没有文字
    lesson.answers = 需要二到四个答案，每个写作 - [ ] …
    lesson.noReason = 缺少理由；用 because: 说明
    lesson.noCondition = {0} 不是条件；例如 loss < 0.01，比较符两边留空格
    lesson.noQuantity = '{0}' 不能比较；可用的有 {1}、W[0][0]、gradient W[0][0]、moved W[0][0]
    lesson.noScene = look: 没有场景 '{0}'；场景有：{1}
    lesson.noPlace = look: 这次运行没有 {0} 这个数；例如 {1}
    lesson.notHeld = expect: {0} 不成立：左边为 {1}，右边为 {2}
    lesson.keyDoesNothing = keys: '{0}' 在这里不起作用；按 ? 看哪些有用
    lesson.keyNotHere = keys: '{0}' 不用于课程
    lesson.keyRuns = keys: '{0}' 会一直运行到再按一次；步数由 run: 和 until: 执行
    lesson.stopped = run: 训练在第 {0} 步后停止
    lesson.cannotCompare = until: {0} 比较的是不能相比的量
    lesson.neverHolds = until: {0} 在 {1} 步内不成立
    lesson.noValue = expect: {0}：这次运行没有这个数
    keys.lastStop = 无：这是最后一站
    error.lessonNoScreen = 上课需要终端；--check 可在无终端时播放，--print 打印原文
    lesson.noComparison = {0}：没有 {1}；比较符是 <、>、=、!= 和 ~
    lesson.empty = 文件是空的；viz lesson gradient --print 可看课程的样子
    lesson.openHead = 头部没有结尾；应有第二行 ---
    lesson.openQuote = options: 有一个引号没有配对
    lesson.noSeed = options: 没有 --seed，每个班看到的数会不同；例如 --seed 1
    lesson.longText = 这一站的文字有 {0} 个词，一次最多读 {1} 个
    lesson.longQuestion = 问题连同答案有 {0} 个词，一次最多读 {1} 个
    lesson.longReason = 理由有 {0} 个词，一次最多读 {1} 个
    lesson.noneRight = 没有标出正确答案；用 - [x] 标出
    lesson.manyRight = 有 {0} 个答案标为正确，应只有一个
    file.jsonTooLarge = JSON 超过 {0} MB
    file.jsonRather = 应为 .safetensors 文件
    file.jsonTensor = {0} 既不是数，也不是等长的数的嵌套列表
    file.jsonExample = 例如 {"0.weight": [[0.5, -0.2]], "0.bias": [0.1]}
    replay.otherStart = 无法播放 {0}：它从第 {1} 步开始，而其中的运行从第 {2} 步开始
    """#
}
